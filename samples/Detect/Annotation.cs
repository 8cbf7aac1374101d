using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Samples.Detect;

/// <summary>Boxes with label and score, drawn over a picture: the highest score last, so that nothing covers it.</summary>
internal static class Annotation
{
    public static SKBitmap Draw(Picture picture, IReadOnlyList<Detection> detections, bool randomWeights)
    {
        var bitmap = PictureFile.ToBitmap(picture);
        using var canvas = new SKCanvas(bitmap);
        using var letters = new Lettering(PictureFile.LetterSize(picture.Width, picture.Height));
        for (int i = detections.Count - 1; i >= 0; i--)
            DrawBox(canvas, detections[i], letters);
        for (int i = detections.Count - 1; i >= 0; i--)
            DrawTag(canvas, detections[i], letters, picture.Width, picture.Height);
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
    private static void DrawTag(SKCanvas canvas, Detection detection, Lettering letters, int width, int height)
    {
        string text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{detection.Label} {detection.Score:P0}");
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
