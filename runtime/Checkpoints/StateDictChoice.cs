namespace Emo;

/// <summary>Finds the state dict in what a PyTorch file holds: the file itself, or one entry of a training checkpoint.</summary>
internal static class StateDictChoice
{
    /// <summary>The averaged weights come first: the published accuracies are theirs.</summary>
    private static readonly string[] s_preferred = ["net_E", "net", "state_dict", "model"];

    public static (string? Name, PickleDict StateDict) Choose(string file, object? root, string? wanted)
    {
        if (root is not PickleDict dict)
            throw new CheckpointException($"'{file}' holds no state dict. Save one: torch.save(model.state_dict(), \"net.pth\")");
        if (wanted is not null)
        {
            return dict.Items.TryGetValue(wanted, out object? entry) && IsStateDict(entry)
                ? (wanted, (PickleDict)entry!)
                : throw new CheckpointException($"'{file}' has no state dict '{wanted}'. {Candidates(dict)}");
        }

        if (IsStateDict(dict))
            return (null, dict);
        foreach (string name in s_preferred)
        {
            if (dict.Items.TryGetValue(name, out object? entry) && IsStateDict(entry))
                return (name, (PickleDict)entry!);
        }

        throw new CheckpointException(
            $"'{file}' has no state dict under {string.Join(", ", s_preferred)}. {Candidates(dict)} Choose one with CheckpointOptions.StateDict.");
    }

    private static bool IsStateDict(object? value) => value is PickleDict dict && dict.Items.Values.Any(item => item is TorchTensor);

    private static string Candidates(PickleDict dict)
    {
        string[] names = [.. dict.Items.Where(item => IsStateDict(item.Value)).Select(item => item.Key)];
        return names.Length == 0 ? "No entry of it holds tensors." : $"State dicts in it: {string.Join(", ", names)}.";
    }
}
