using System.Globalization;

namespace Emo.Samples.Detect;

/// <summary>Detections as lines for people.</summary>
internal static class TextReport
{
    public static void Write(TextWriter output, IDetector model, bool randomWeights, IReadOnlyList<DetectedPicture> pictures)
    {
        var info = model.Info;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{info.Name}: {info.ParameterCount / 1e6:F2} M parameters, {info.MultiplyAdds / 1e9:F2} G multiply-adds, " +
            $"input {info.Preprocessing.InputHeight}x{info.Preprocessing.InputWidth}"));
        if (randomWeights)
            output.WriteLine("Random weights: the boxes mean nothing.");
        foreach (var picture in pictures)
        {
            output.WriteLine();
            output.WriteLine($"{picture.Name} ({picture.Width}x{picture.Height}) -> {picture.Annotated}");
            if (picture.Detections.Length == 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  nothing above a score of {model.ScoreThreshold}"));
            else
                output.WriteLine("  " + string.Join(", ", picture.Counts.Select(Count)));
            foreach (var detection in picture.Detections)
                output.WriteLine(Line(detection));
        }
    }

    private static string Count(ClassCount count) => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.Label}");

    private static string Line(Detection detection) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {detection.Label,-16} {detection.Score * 100,5:F1} %  left {detection.Left,6:F1}  top {detection.Top,6:F1}  " +
        $"right {detection.Right,6:F1}  bottom {detection.Bottom,6:F1}");
}
