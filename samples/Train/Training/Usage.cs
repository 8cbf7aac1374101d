using Emo.Tool.Terminal;

namespace Emo.Train.Training;

/// <summary>What is said at the end: where the weights are, and the C# that uses them.</summary>
internal static class Usage
{
    /// <param name="name">The network's name.</param>
    /// <param name="weights">The file of its weights.</param>
    /// <param name="statement">Uses <c>model</c>.</param>
    /// <param name="progress">What it came to.</param>
    /// <param name="measure">What the accuracy is.</param>
    public static IEnumerable<string> Lines(string name, string weights, string statement, TrainingProgress progress, string measure)
    {
        string type = string.Concat(name.Split('-', '_', '.', ' ').Where(part => part.Length > 0).Select(Capital));
        if (!char.IsLetter(type[0]))
            type = "Model" + type;
        string best = progress.Best is { } value
            ? Plain.Text($": {measure} {value:F3} on the held-out pictures, epoch {progress.BestEpoch}") + Last(progress)
            : "";
        return
        [
            $"{Plain.Name(weights)} has the best weights{best}. To use them:",
            "",
            "    using Emo;",
            $"    using var model = {type}.Load(\"{Path.GetFileName(weights)}\");",
            $"    {statement}",
            $"    [EmoModel(\"{name}\")] public sealed partial class {type};",
        ];
    }

    /// <summary>The best epoch was chosen on the held-out pictures, which makes its accuracy a little too good.</summary>
    private static string Last(TrainingProgress progress) =>
        progress.Curve is [.., { Accuracy: { } last, Epoch: var epoch }] && epoch != progress.BestEpoch
            ? Plain.Text($" (chosen by them; {last:F3} after the last)")
            : "";

    private static string Capital(string part) => char.ToUpperInvariant(part[0]) + part[1..];
}
