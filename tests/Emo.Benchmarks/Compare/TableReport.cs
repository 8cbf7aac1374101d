using System.Globalization;
using Emo.Benchmarks.Reports;
using Spectre.Console;

namespace Emo.Benchmarks.Compare;

/// <summary>Results as tables, for people.</summary>
internal sealed class TableReport(IAnsiConsole console)
{
    public void Write(CompareResults results)
    {
        var machine = results.Machine;
        console.WriteLine(
            $"{machine.Processor}, {machine.VectorBits}-bit vectors, {machine.Framework}, ONNX Runtime {machine.OnnxRuntime}");
        console.WriteLine(Text($"Peak of one core: {results.PeakGigaMultiplyAdds:F1} G multiply-adds a second"));
        console.Write(Models(results));
        if (results.TwoThreads.Count > 0)
            console.Write(TwoThreads(results.TwoThreads));
        else
            console.WriteLine("Two threads: not measured, the process has one core.");
        console.Write(InputSizes(results.InputSizes));
    }

    private static Table Models(CompareResults results)
    {
        bool other = results.Models.Any(model => model.OtherExport is not null);
        var table = NumberTable.Create("One core", "model", "ours ms", "ort ms", "ratio (target)", "GMAC/s", "of peak (target)");
        if (other)
            table.AddColumn(new TableColumn("other ms").RightAligned()).AddColumn(new TableColumn("ratio").RightAligned());
        foreach (var model in results.Models)
        {
            var targets = Targets.Of(model.Name);
            double? share = targets.Share(results.Machine.VectorBits);
            string[] cells =
            [
                model.Name,
                Text($"{model.Ours.Median:F2}"), Text($"{model.Ort.Median:F2}"),
                Met(model.Ratio >= targets.Ratio, Text($"{model.Ratio:F2} ({targets.Ratio:F2})")),
                Text($"{model.GigaMultiplyAdds:F1}"),
                share is null ? Text($"{model.Share:P0}") : Met(model.Share >= share, Text($"{model.Share:P0} ({share:P0})")),
            ];
            string[] otherCells = model.OtherExport is { } export
                ? [Text($"{export.Median:F2}"), Text($"{export.Median / model.Ours.Median:F2}")]
                : other ? ["", ""] : [];
            table.AddRow([.. cells, .. otherCells]);
        }

        return table;
    }

    private static Table TwoThreads(IReadOnlyList<TwoThreadResult> results)
    {
        var table = NumberTable.Create(
            "Two threads", "model", "ours ms, 1 thread", "ours ms", "speed-up (target)", "ort ms", "ratio", "cores apart, ns");
        foreach (var result in results)
        {
            table.AddRow(
                result.Name, Text($"{result.OursAlone.Median:F2}"), Text($"{result.Ours.Median:F2}"),
                Met(result.Speedup >= Targets.TwoThreads, Text($"{result.Speedup:F2} ({Targets.TwoThreads:F2})")),
                Text($"{result.Ort.Median:F2}"), Text($"{result.Ratio:F2}"),
                Text($"{result.CoresApartBefore:F0} - {result.CoresApartAfter:F0}"));
        }

        return table;
    }

    private static Table InputSizes(InputSizeResult result)
    {
        var table = NumberTable.Create(
            "emo-1m at 448x448 against 224x224", "224 ms", "448 ms", "time ratio", "multiply-add ratio", "ort 448 ms");
        table.AddRow(
            Text($"{result.Ours224.Median:F2}"), Text($"{result.Ours448.Median:F2}"), Text($"{result.CostRatio:F2}"),
            Text($"{result.MultiplyAddRatio:F2}"), Text($"{result.Ort448.Median:F2}"));
        return table;
    }

    private static string Met(bool met, string text) => met ? $"[green]{text}[/]" : $"[red]{text}[/]";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
