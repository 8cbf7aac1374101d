using System.Globalization;

namespace Emo.Samples.Classify;

/// <summary>Predictions as bars: coloured in a terminal, plain when piped.</summary>
internal sealed class TextReport(TextWriter output, bool colour)
{
    private const int BarWidth = 32;
    private const int MaxLabelWidth = 36;

    public void Write(ModelInfo model, IReadOnlyList<(string Picture, Classification[] Classes)> predictions, Timing? timing)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Name}: {model.ParameterCount / 1e6:F2} M parameters, {model.MultiplyAdds / 1e6:F1} M multiply-adds, " +
            $"input {model.Preprocessing.InputHeight}x{model.Preprocessing.InputWidth}"));
        foreach (var (picture, classes) in predictions)
        {
            output.WriteLine();
            output.WriteLine(Paint(picture, "1"));
            int labelWidth = Math.Min(MaxLabelWidth, classes.Max(entry => entry.Label.Length));
            for (int i = 0; i < classes.Length; i++)
                output.WriteLine(Row(classes[i], labelWidth, best: i == 0));
        }

        if (timing is not null)
        {
            output.WriteLine();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{timing.MedianMilliseconds:F3} ms a prediction (median of {timing.Runs}; " +
                $"best {timing.MinimumMilliseconds:F3} ms), one thread"));
        }
    }

    private string Row(Classification entry, int labelWidth, bool best)
    {
        string label = entry.Label.Length > labelWidth ? entry.Label[..(labelWidth - 1)] + "…" : entry.Label.PadRight(labelWidth);
        int filled = (int)Math.Round(entry.Probability * BarWidth);
        string bar = Paint(new string('█', filled), best ? "32" : "36") + Paint(new string('░', BarWidth - filled), "2");
        return string.Create(CultureInfo.InvariantCulture, $"  {label}  {bar}  {entry.Probability * 100,5:F1} %");
    }

    private string Paint(string text, string code) => colour && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
