using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>
/// Where the model has a batch norm the file has a layer norm, or the other way round: the official code calls the first <c>norm.weight</c>
/// and the second <c>norm.norm.weight</c>, and a property of the spec says which one it is.
/// </summary>
internal static class NormReason
{
    private const string Batch = "norm.weight";
    private const string Layer = "norm.norm.weight";

    public static string? Of(StateDictComparison comparison)
    {
        foreach (var (name, _) in comparison.Missing)
        {
            if (Ends(name, Layer))
            {
                if (Find(comparison, name, Layer, Batch) is { } batch
                    && comparison.Fit.Names.Entries.ContainsKey(RunningMean(batch))
                    && Text(name, Layer, "batch", batch) is { } isBatch)
                {
                    return isBatch;
                }
            }
            else if (Ends(name, Batch)
                && Find(comparison, name, Batch, Layer) is { } layer
                && Text(name, Batch, "layer", layer) is { } isLayer)
            {
                return isLayer;
            }
        }

        return null;
    }

    private static bool Ends(string name, string ending) => name == ending || name.EndsWith("." + ending, StringComparison.Ordinal);

    /// <summary>The name in the file that stands in place of a model's, or null if there is none.</summary>
    private static string? Find(StateDictComparison comparison, string name, string ending, string other)
    {
        string theirs = comparison.Prefix + name[..^ending.Length] + other;
        return comparison.Fit.Names.Entries.ContainsKey(theirs) ? theirs : null;
    }

    private static string RunningMean(string weight) => weight[..^"weight".Length] + "running_mean";

    /// <summary>Null where no property says it.</summary>
    private static string? Text(string name, string ending, string theirs, string inFile)
    {
        string ours = ending == Layer ? "layer" : "batch";
        return NormProperty.Of(name[..^ending.Length].TrimEnd('.')) is { } property
            ? $"{Printable.Quote(inFile)} is of a {theirs} norm, and the model has a {ours} norm there: {property} is, and must be " +
                $"\"{theirs}\" for this file."
            : null;
    }
}
