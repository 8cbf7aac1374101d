using System.Text;
using Emo.Tool.Terminal;

namespace Emo.Train.Training;

/// <summary>The loss and the accuracy over the epochs as SVG: the loss from 0 to its highest value, the accuracy from 0 to 1.</summary>
internal static class CurveChart
{
    private const int Width = 640;
    private const int Height = 320;
    private const int Margin = 48;
    private const string LossColour = "#b23a2e";
    private const string AccuracyColour = "#2a6fb0";

    public static string Text(IReadOnlyList<CurvePoint> curve, string accuracyName)
    {
        double top = curve.Select(point => point.Loss).DefaultIfEmpty(1).Max();
        if (top is not (> 0 and < double.PositiveInfinity))
            top = 1;
        var text = new StringBuilder();
        text.Append(Plain.Text(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n"));
        text.Append(Plain.Text($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n"));
        for (int i = 0; i <= 4; i++)
            Grid(text, i / 4.0, top);
        Caption(text, Margin, "start", LossColour, "loss");
        Caption(text, Width - Margin, "end", AccuracyColour, accuracyName + " on held-out pictures");
        int last = curve.Count == 0 ? 1 : curve[^1].Epoch;
        Label(text, Width / 2, Height - 10, "middle", "#444", Plain.Text($"{last} epochs"));
        Line(text, LossColour, curve.Select(point => (point.Epoch, point.Loss / top)), last);
        Line(text, AccuracyColour, curve.Where(p => p.Accuracy is not null).Select(p => (p.Epoch, p.Accuracy!.Value)), last);
        return text.Append("</svg>\n").ToString();
    }

    private static void Grid(StringBuilder text, double level, double top)
    {
        double y = Y(level);
        text.Append(Plain.Text($"<path d=\"M{Margin} {y:F1}H{Width - Margin}\" stroke=\"#ddd\"/>\n"));
        Label(text, Margin - 6, y + 4, "end", LossColour, Plain.Text($"{level * top:G3}"));
        Label(text, Width - Margin + 6, y + 4, "start", AccuracyColour, Plain.Text($"{level:F2}"));
    }

    private static void Caption(StringBuilder text, int x, string anchor, string colour, string caption) =>
        Label(text, x, Margin - 20, anchor, colour, caption);

    private static void Label(StringBuilder text, double x, double y, string anchor, string colour, string label) =>
        text.Append(Plain.Text($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{label}</text>\n"));

    private static void Line(StringBuilder text, string colour, IEnumerable<(int Epoch, double Level)> points, int last)
    {
        var corners = points.Select(point => Plain.Text($"{X(point.Epoch, last):F1},{Y(point.Level):F1}"));
        text.Append($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"");
        text.AppendJoin(' ', corners).Append("\"/>\n");
    }

    private static double X(int epoch, int last) => Margin + ((Width - (2.0 * Margin)) * (last == 1 ? 0.5 : (epoch - 1.0) / (last - 1)));

    private static double Y(double level) => Height - Margin - ((Height - (2.0 * Margin)) * Math.Clamp(level, 0, 1));
}
