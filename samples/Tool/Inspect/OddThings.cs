using Emo.Checkpoints;
using Emo.CompilerServices;
using Emo.Tool.Terminal;

namespace Emo.Tool.Inspect;

/// <summary>What somebody who loads a checkpoint may be surprised by.</summary>
internal static class OddThings
{
    public static IEnumerable<string> Of(Inspection inspection, string? ambiguity) =>
    [
        .. ambiguity is null ? [] : new[] { ambiguity },
        .. StateDicts(inspection),
        .. Names(inspection),
        .. Types(inspection),
        .. Values(inspection.Tensors),
    ];

    private static IEnumerable<string> StateDicts(Inspection inspection)
    {
        int others = inspection.Checkpoint.Candidates.Count - 1;
        if (others > 0)
        {
            string why = inspection.Taken.Rank < StateDictRank.Weights ? ", an average of the weights" : "";
            string key = Plain.Name(inspection.Taken.Key ?? "");
            yield return $"It holds {others + 1} dicts of tensors. '{key}'{why}, is taken; --state-dict (CheckpointOptions.StateDict) " +
                "chooses another.";
        }

        if (inspection.Taken.Unreadable.Count > 0)
            yield return $"{inspection.Taken.Unreadable.Count} of its entries are no tensors that can be read.";
    }

    private static IEnumerable<string> Names(Inspection inspection)
    {
        if (inspection.Nearest is { Comparison.Prefix: { Length: > 0 } prefix })
            yield return $"The network's names begin with '{Plain.Name(prefix)}', which loading finds by itself.";
        var averages = new AverageNames(inspection.Taken.Tensors.Keys);
        int count = inspection.Taken.Tensors.Keys.Count(averages.Contains);
        if (count > 0)
            yield return $"{count} buffers are averages of mmcv's EMAHook (ema_...), which loading leaves out.";
    }

    private static IEnumerable<string> Types(Inspection inspection)
    {
        foreach (var type in new[] { TensorDataType.Float16, TensorDataType.BFloat16 })
        {
            int count = inspection.Tensors.Count(scan => scan.Tensor.DataType == type);
            if (count > 0)
                yield return $"{count} tensors are of half precision ({type}), and become float32 without loss.";
        }

        int doubles = inspection.Tensors.Count(scan => scan.Tensor.DataType == TensorDataType.Float64);
        if (doubles > 0)
            yield return $"{doubles} tensors are Float64, and are rounded to float32.";
    }

    private static IEnumerable<string> Values(IReadOnlyList<TensorScan> tensors)
    {
        var damaged = tensors.Where(scan => scan.NotANumber + scan.Infinite > 0).ToList();
        if (damaged.Count > 0)
        {
            yield return $"{damaged.Count} tensors have values that are NaN or infinite, {Some(damaged)}: no model loads them. " +
                "The training has probably diverged.";
        }

        var negative = tensors.Where(scan => IsNamed(scan, "running_var") && scan.Least < 0).ToList();
        if (negative.Count > 0)
            yield return $"{negative.Count} running variances are below zero, {Some(negative)}: no model loads them.";
        var means = tensors.Where(scan => IsNamed(scan, "running_mean")).ToList();
        var variances = tensors.Where(scan => IsNamed(scan, "running_var")).ToList();
        if (means.Count > 0 && means.TrueForAll(scan => scan.Is(0)) && variances.TrueForAll(scan => scan.Is(1)))
            yield return "All batch norms have a mean of 0 and a variance of 1: the network was saved before it was trained.";
        int unread = tensors.Count(scan => scan.Tensor.IsFloatingPoint && !scan.IsRead);
        if (unread > 0)
            yield return $"{unread} tensors are so large that their values were not looked at.";
    }

    private static bool IsNamed(TensorScan scan, string end) => scan.Tensor.Name.EndsWith(end, StringComparison.Ordinal);

    private static string Some(List<TensorScan> scans) => $"the first is '{Plain.Name(scans[0].Tensor.Name)}'";
}
