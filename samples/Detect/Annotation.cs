using System.Globalization;
using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Samples.Detect;

/// <summary>
/// Boxes with label and score, drawn over a picture: the highest score last, so that nothing covers it. Where a network has few classes,
/// many boxes are of the same one: a legend beside the picture names and counts them, and the boxes have their scores only.
/// </summary>
internal static class Annotation
{
    /// <param name="picture">The picture.</param>
    /// <param name="detections">What was found, the highest score first.</param>
    /// <param name="legend">The classes of the legend; null: there is none.</param>
    /// <param name="randomWeights">The weights are noise, and the picture says so.</param>
    public static SKBitmap Draw(
        Picture picture, IReadOnlyList<Detection> detections, IReadOnlyList<ClassCount>? legend, bool randomWeights)
    {
        var bitmap = DrawBoxes(picture, detections, legend is null, randomWeights);
        if (legend is null)
            return bitmap;
        using (bitmap)
        {
            var rows = legend.Select(count => new LegendRow(
                string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.Label}"), ClassColours.Of(count.ClassIndex)));
            using var beside = new Legend([.. rows], PictureFile.LetterSize(picture.Width, picture.Height), picture.Height);
            return beside.Beside(bitmap);
        }
    }

    private static SKBitmap DrawBoxes(Picture picture, IReadOnlyList<Detection> detections, bool names, bool randomWeights)
    {
        var bitmap = PictureFile.ToBitmap(picture);
        using var canvas = new SKCanvas(bitmap);
        using var letters = new Lettering(PictureFile.LetterSize(picture.Width, picture.Height));
        for (int i = detections.Count - 1; i >= 0; i--)
            DrawBox(canvas, detections[i], letters);
        for (int i = detections.Count - 1; i >= 0; i--)
            DrawTag(canvas, detections[i], names, letters, picture.Width, picture.Height);
        if (randomWeights)
            PictureFile.StampRandom(canvas, picture.Width, picture.Height);
        return bitmap;
    }

    /// <summary>A line of the class's colour with a thin dark edge, which shows on any picture.</summary>
    private static void DrawBox(SKCanvas canvas, Detection detection, Lettering letters)
    {
        var box = new SKRect(detection.Left, detection.Top, detection.Right, detection.Bottom);
        float width = Math.Max(2, letters.Height / 5);
        using var line = new SKPaint { IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        line.StrokeWidth = width + 2;
        line.Color = new SKColor(0, 0, 0, 140);
        canvas.DrawRect(box, line);
        line.StrokeWidth = width;
        line.Color = ClassColours.Of(detection.ClassIndex);
        canvas.DrawRect(box, line);
    }

    /// <summary>Above the box's top left corner, or inside it where there is no room above.</summary>
    private static void DrawTag(SKCanvas canvas, Detection detection, bool name, Lettering letters, int width, int height)
    {
        string score = string.Create(CultureInfo.InvariantCulture, $"{detection.Score:P0}");
        string text = name ? $"{detection.Label} {score}" : score;
        float padding = letters.Height * 0.3f;
        float tagWidth = letters.WidthOf(text) + (2 * padding);
        float left = Math.Clamp(detection.Left, 0, Math.Max(0, width - tagWidth));
        float top = detection.Top >= letters.LineHeight ? detection.Top - letters.LineHeight : detection.Top;
        top = Math.Clamp(top, 0, Math.Max(0, height - letters.LineHeight));
        var colour = ClassColours.Of(detection.ClassIndex);
        using var fill = new SKPaint { Color = colour };
        canvas.DrawRect(left, top, tagWidth, letters.LineHeight, fill);
        letters.Draw(canvas, text, left + padding, top, ClassColours.TextOn(colour));
    }
}
