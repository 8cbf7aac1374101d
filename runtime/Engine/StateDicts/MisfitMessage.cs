using System.Text;
using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>Says why a checkpoint does not fit a model: the likely reason first, then everything that differs.</summary>
internal static class MisfitMessage
{
    private const int MaxReported = 10;
    private const string IgnoreOption = $"{nameof(CheckpointOptions)}.{nameof(CheckpointOptions.Ignore)}";

    public static string Of(string model, Checkpoint checkpoint, StateDictComparison comparison, List<FileEntry> unexpected)
    {
        var message = new StringBuilder($"'{checkpoint.Name}' does not fit {model}.");
        bool isExplained = Append(message, ShardReason.Of(checkpoint.Name));
        isExplained |= Append(message, PrefixReason.Of(comparison, checkpoint.Options));
        isExplained |= Append(message, UnreadableReason.Of(comparison));
        bool isClassCount = Append(message, ClassCountReason.Of(comparison));
        isExplained |= isClassCount || Append(message, ReparametrisedReason.Of(comparison));
        isExplained |= Append(message, NormReason.Of(comparison));
        isExplained |= Append(message, ArchitectureReason.Of(model, comparison));
        if (!isExplained)
            Append(message, NothingInCommon.Of(model, comparison));
        if (comparison.Fit.Count == 0)
            return message.ToString();
        if (checkpoint.Candidates.Count > 1)
            AppendCandidate(message, checkpoint, comparison);

        Append(message, "that cannot be read", comparison.Unreadable.Select(Describe));
        Append(message, "missing", comparison.Missing.Select(m => $"{comparison.Prefix}{m.Name} {Shape(m.Declared.Shape)}"));
        if (!isClassCount)
            Append(message, "of another shape or type", comparison.Misfits.Select(m => Describe(m.Declared, m.Tensor)));
        Append(message, "unexpected", unexpected.Select(Describe));
        if (unexpected.Count > 0 && comparison.Missing.Count == 0)
            message.Append($"\nIf no prediction needs these, name them: {IgnoreOption}.");
        if (comparison.Fit.Names.UnusedIgnores is { Count: > 0 } unused)
            message.Append($"\n{IgnoreOption} names what is not there: {Printable.List(unused)}.");
        return message.ToString();
    }

    private static bool Append(StringBuilder message, string? reason)
    {
        if (reason is not null)
            message.Append(' ').Append(reason);
        return reason is not null;
    }

    private static void AppendCandidate(StringBuilder message, Checkpoint checkpoint, StateDictComparison comparison)
    {
        string key = Printable.Quote(comparison.Fit.Candidate.Key ?? "");
        message.Append($" This is about {key}, the nearest of its {checkpoint.Candidates.Count} dicts of tensors.");
    }

    private static void Append(StringBuilder message, string title, IEnumerable<string> entries)
    {
        List<string> all = [.. entries];
        if (all.Count == 0)
            return;
        message.Append($"\n{all.Count} tensor(s) {title}:");
        foreach (string entry in all.Take(MaxReported))
            message.Append("\n  ").Append(entry);
        if (all.Count > MaxReported)
            message.Append($"\n  and {all.Count - MaxReported} more");
    }

    private static string Describe(DeclaredTensor declared, CheckpointTensor tensor) => tensor.IsFloatingPoint
        ? $"{Printable.Cut(tensor.Name)}: expected {Shape(declared.Shape)}, found {Shape(tensor.Shape)}"
        : $"{Printable.Cut(tensor.Name)}: expected a floating-point tensor, found {tensor.DataType}";

    private static string Describe(FileEntry entry) =>
        Printable.Cut(entry.Name) + (entry.Tensor is { } tensor ? $" {Shape(tensor.Shape)}" : $": {entry.Unreadable}");

    private static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
