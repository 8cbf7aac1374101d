using System.Text;

namespace Emo.CompilerServices;

/// <summary>Compares a checkpoint with what the model was compiled for and reports every difference at once.</summary>
internal static class StateDictMatcher
{
    private const int MaxReported = 10;

    /// <summary>Wrappers that put one prefix before every key: DataParallel, and the downstream frameworks around a backbone.</summary>
    private static readonly string[] s_wrappers = ["module.", "backbone.", "module.backbone."];

    public static MatchedStateDict Match(string model, StateDictDeclaration expected, Checkpoint checkpoint)
    {
        string prefix = FindPrefix(expected, checkpoint);
        var found = new Dictionary<string, CheckpointTensor>(StringComparer.Ordinal);
        var unexpected = new List<string>();
        var misfits = new List<string>();

        foreach (var (key, tensor) in checkpoint.Tensors)
        {
            string name = key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : key;
            if (expected.Tensors.TryGetValue(name, out var declared))
            {
                found.Add(name, tensor);
                if (Misfit(tensor, declared) is { } misfit)
                    misfits.Add(misfit);
            }
            else if (!IsIgnored(expected, key, name, prefix))
            {
                unexpected.Add($"{key} {Shape(tensor.Shape)}");
            }
        }

        var missing = expected.Tensors
            .Where(pair => pair.Value.IsParameter && !found.ContainsKey(pair.Key))
            .Select(pair => $"{prefix}{pair.Key} {Shape(pair.Value.Shape)}")
            .ToList();

        if (missing.Count + unexpected.Count + misfits.Count == 0)
            return new MatchedStateDict(model, checkpoint.Name, found);

        var message = new StringBuilder($"'{checkpoint.Name}' does not fit {model}.");
        if (PublishedModel.Recognise(checkpoint, prefix) is { } looksLike && looksLike != model)
            message.Append($" It looks like {looksLike}.");
        Append(message, "missing", missing);
        Append(message, "of another shape or type", misfits);
        Append(message, "unexpected", unexpected);
        throw new CheckpointException(message.ToString());
    }

    private static string FindPrefix(StateDictDeclaration expected, Checkpoint checkpoint)
    {
        string best = "";
        int bestCount = Matches("");
        foreach (string wrapper in s_wrappers)
        {
            int count = Matches(wrapper);
            if (count > bestCount)
                (best, bestCount) = (wrapper, count);
        }

        return best;

        int Matches(string prefix) => expected.Tensors.Keys.Count(name => checkpoint.Tensors.ContainsKey(prefix + name));
    }

    /// <summary>Around a backbone everything that is not the backbone is the head of a downstream network.</summary>
    private static bool IsIgnored(StateDictDeclaration expected, string key, string name, string prefix) =>
        expected.IgnoredPrefixes.Any(ignored => name.StartsWith(ignored, StringComparison.Ordinal)) ||
        (expected.IgnoredPrefixes.Count > 0 && prefix.EndsWith("backbone.", StringComparison.Ordinal) &&
            !key.StartsWith(prefix, StringComparison.Ordinal));

    private static string? Misfit(CheckpointTensor tensor, DeclaredTensor declared)
    {
        if (!declared.IsParameter)
            return null;
        if (!tensor.IsFloatingPoint)
            return $"{tensor.Name}: expected a floating-point tensor, found {tensor.DataType}";
        return tensor.Shape.SequenceEqual(declared.Shape)
            ? null
            : $"{tensor.Name}: expected {Shape(declared.Shape)}, found {Shape(tensor.Shape)}";
    }

    private static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";

    private static void Append(StringBuilder message, string title, List<string> entries)
    {
        if (entries.Count == 0)
            return;
        message.Append($"\n{entries.Count} tensor(s) {title}:");
        foreach (string entry in entries.Take(MaxReported))
            message.Append("\n  ").Append(entry);
        if (entries.Count > MaxReported)
            message.Append($"\n  and {entries.Count - MaxReported} more");
    }
}
