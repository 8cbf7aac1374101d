using Emo.Samples.Drawing;
using Emo.Train.Data;
using SkiaSharp;

namespace Emo.Train.Checks;

/// <summary>Draws a sample: the network's input as a picture, and what is true of it.</summary>
internal static class SampleDrawing
{
    public static void Draw(SKCanvas canvas, float scale, Picture input)
    {
        using var bitmap = PictureFile.ToBitmap(input);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, new SKRect(0, 0, input.Width * scale, input.Height * scale), new SKSamplingOptions(SKFilterMode.Linear));
    }

    /// <summary>A line of the class's colour with a dark edge, around each object.</summary>
    public static void Draw(SKCanvas canvas, float scale, BoxTruth truth)
    {
        using var line = new SKPaint { IsStroke = true, IsAntialias = true };
        foreach (var box in truth.Boxes)
        {
            var edges = new SKRect(box.Left * scale, box.Top * scale, box.Right * scale, box.Bottom * scale);
            (line.StrokeWidth, line.Color) = (4, new SKColor(0, 0, 0, 140));
            canvas.DrawRect(edges, line);
            (line.StrokeWidth, line.Color) = (2, ClassColours.Of(box.ClassIndex));
            canvas.DrawRect(edges, line);
        }
    }

    /// <summary>
    /// The class's colour over each pixel, and at its edges instead of it; stripes where nothing is known. Class 0 shows the picture.
    /// </summary>
    public static void Draw(SKCanvas canvas, float scale, MaskTruth truth, int width)
    {
        int height = truth.Labels.Length / width;
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int i = 0; i < truth.Labels.Length; i++)
        {
            byte label = truth.Labels[i];
            var colour = label switch
            {
                0 => SKColors.Transparent,
                MaskTruth.Ignored => (((i % width) + (i / width)) & 7) < 2 ? new SKColor(255, 255, 255, 160) : SKColors.Transparent,
                _ => ClassColours.Of(label).WithAlpha(IsEdge(truth.Labels, i, width) ? (byte)255 : (byte)50),
            };
            bitmap.SetPixel(i % width, i / width, colour);
        }

        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, new SKRect(0, 0, width * scale, height * scale), new SKSamplingOptions(SKFilterMode.Nearest));
    }

    private static bool IsEdge(byte[] labels, int index, int width)
    {
        bool left = index % width > 0 && labels[index - 1] != labels[index];
        bool right = index % width < width - 1 && labels[index + 1] != labels[index];
        bool above = index >= width && labels[index - width] != labels[index];
        return left || right || above || (index + width < labels.Length && labels[index + width] != labels[index]);
    }
}
