using System.CommandLine;
using System.Globalization;
using Emo.Benchmarks.Reports;
using Spectre.Console;

namespace Emo.Benchmarks.ColdStart;

/// <summary><c>cold-start</c>: two NativeAOT programs from their start to their first logits.</summary>
internal static class ColdStartCommand
{
    public static Command Create()
    {
        var runs = new Option<int>("--runs") { Description = "Timed runs of each program.", DefaultValueFactory = _ => 20 };
        var weights = new Option<FileInfo?>("--edge-weights")
        {
            Description = "The packed weights of the edge sample. By default those of synthetic weights.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of a table." };
        var command = new Command(
            "cold-start", "Publishes samples/Edge and a program with ONNX Runtime as NativeAOT; times both to their first logits.")
        {
            runs, weights, json,
        };
        command.SetAction(result =>
        {
            var results = new ColdStartComparison(result.GetValue(runs), result.GetValue(weights), Console.Error.WriteLine).Run();
            if (result.GetValue(json))
                JsonReport.Write(results);
            else
                Write(results);
        });
        return command;
    }

    private static void Write(IReadOnlyList<ColdStartResult> results)
    {
        var table = NumberTable.Create(
            "Process start to first logits, emo-1m",
            "program", "median ms", "fastest ms", "peak MiB", "executable MB", "library MB", "weights MB");
        foreach (var result in results)
        {
            table.AddRow(
                result.Name,
                Text($"{result.Milliseconds.Median:F1}"), Text($"{result.Milliseconds.Fastest:F1}"),
                Text($"{result.PeakBytes / 1048576.0:F1}"), Text($"{result.ExecutableBytes / 1e6:F1}"),
                Text($"{result.LibraryBytes / 1e6:F1}"), Text($"{result.WeightBytes / 1e6:F1}"));
        }

        NumberTable.Console().Write(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
