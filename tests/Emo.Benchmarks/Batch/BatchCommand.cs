using System.CommandLine;
using System.Globalization;
using Emo.Benchmarks.Compare;
using Emo.Benchmarks.Networks;
using Emo.Benchmarks.Reports;
using Spectre.Console;

namespace Emo.Benchmarks.Batch;

/// <summary><c>batch</c>: what a team gains when its threads take whole pictures.</summary>
internal static class BatchCommand
{
    private const int Pictures = 8;

    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "The team's threads.", DefaultValueFactory = _ => 2 };
        var seconds = new Option<double>("--seconds") { Description = "How long each model runs.", DefaultValueFactory = _ => 15 };
        var command = new Command(
            "batch", $"Times PredictBatch of {Pictures} pictures on a team against one thread and against Predict on the team, in turns.")
        {
            threads, seconds,
        };
        command.SetAction(result =>
        {
            int count = result.GetValue(threads);
            var table = NumberTable.Create(
                $"{Pictures} pictures, {count} threads", "model", "one thread ms", "Predict, team ms", "PredictBatch, team ms",
                "speed-up", "over Predict");
            foreach (var entry in ModelEntry.All)
                AddRow(table, entry, count, TimeSpan.FromSeconds(result.GetValue(seconds)));
            NumberTable.Console().Write(table);
        });
        return command;
    }

    private static void AddRow(Table table, ModelEntry entry, int threads, TimeSpan duration)
    {
        using var team = new ThreadTeam(threads);
        using var alone = (IClassifier)entry.LoadOurs();
        using var together = alone.Fork();
        together.Team = team;
        float[] input = entry.Input();
        float[] inputs = [.. Enumerable.Repeat(input, Pictures).SelectMany(values => values)];
        float[] outputs = new float[Pictures * alone.OutputLength];

        var times = Interleaved.Measure(
            duration, warmUps: 10, leastRounds: 20,
            () => alone.PredictBatch(inputs, Pictures, outputs),
            () => PredictEach(together, inputs, outputs),
            () => together.PredictBatch(inputs, Pictures, outputs));
        var (one, each, batch) = (times[0].Median, times[1].Median, times[2].Median);
        table.AddRow(
            entry.Name, Text($"{one / Pictures:F2}"), Text($"{each / Pictures:F2}"), Text($"{batch / Pictures:F2}"),
            Text($"{one / batch:F2}"), Text($"{each / batch:F2}"));
    }

    private static void PredictEach(IClassifier model, float[] inputs, float[] outputs)
    {
        int inputLength = inputs.Length / Pictures, outputLength = outputs.Length / Pictures;
        for (int i = 0; i < Pictures; i++)
            model.Predict(inputs.AsSpan(i * inputLength, inputLength), outputs.AsSpan(i * outputLength, outputLength));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
