namespace Emo.Checkpoints;

/// <summary>The dict of tensors that was chosen from a PyTorch file.</summary>
/// <param name="Dictionary">The dict.</param>
/// <param name="Key">Its top-level key, or null when the file is a plain state dict.</param>
internal sealed record StateDict(PickleDictionary Dictionary, string? Key)
{
    // EMO's training code keeps the exponential moving average, which the published accuracies belong to, in net_E.
    private static readonly string[] s_preferred = ["net_E", "net", "state_dict", "model"];

    public static StateDict Select(CheckpointFile file, PickleValue root, CheckpointOptions options)
    {
        if (root is not PickleDictionary top)
            throw file.Error($"it holds {root.Kind}, not a state dict; save one: torch.save(model.state_dict(), \"new.pth\")");

        var candidates = FindCandidates(file, top);
        if (options.StateDict is string wanted)
        {
            return candidates.TryGetValue(wanted, out var chosen)
                ? new StateDict(chosen, wanted)
                : throw file.Error($"it has no state dict {Printable.Quote(wanted)}; {Describe(candidates.Keys)}");
        }

        foreach (string key in s_preferred)
        {
            if (candidates.TryGetValue(key, out var preferred))
                return new StateDict(preferred, key);
        }
        if (top.HoldsTensors)
            return new StateDict(top, null);
        throw file.Error($"it holds no tensors at the top level or under {Printable.List(s_preferred)}; {Describe(candidates.Keys)}");
    }

    private static Dictionary<string, PickleDictionary> FindCandidates(CheckpointFile file, PickleDictionary top)
    {
        Dictionary<string, PickleDictionary> candidates = [];
        foreach (var (key, value) in top.Entries)
        {
            if (key is PickleText text
                && value is PickleDictionary dictionary
                && dictionary.HoldsTensors
                && !candidates.TryAdd(text.Value, dictionary))
            {
                throw file.Error($"its key {Printable.Quote(text.Value)} occurs twice");
            }
        }
        return candidates;
    }

    private static string Describe(Dictionary<string, PickleDictionary>.KeyCollection candidates) => candidates.Count == 0
        ? "no top-level key holds a dict of tensors (a plain state dict is read when StateDict is null)"
        : $"the dicts of tensors in it are {Printable.List(candidates)}; " +
            $"choose one with {nameof(CheckpointOptions)}.{nameof(CheckpointOptions.StateDict)}";
}
