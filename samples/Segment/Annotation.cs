using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Samples.Segment;

/// <summary>The picture under the colours of its classes, and the legend on its right.</summary>
internal static class Annotation
{
    public static SKBitmap Draw(
        Picture picture, ReadOnlySpan<byte> labels, IReadOnlyList<ClassShare> classes, LabelColours colours, bool randomWeights)
    {
        using var painted = PictureFile.ToBitmap(picture);
        Overlay.Paint(painted, labels, colours);
        using var legend = new Legend(classes, PictureFile.LetterSize(picture.Width, picture.Height), picture.Height);

        var bitmap = PictureFile.NewBitmap(picture.Width + legend.Width, Math.Max(picture.Height, legend.Height));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Black);
        canvas.DrawBitmap(painted, 0, 0, SKSamplingOptions.Default);
        legend.Draw(canvas, new SKRect(picture.Width, 0, bitmap.Width, bitmap.Height), colours);
        if (randomWeights)
            PictureFile.StampRandom(canvas, picture.Width, picture.Height);
        return bitmap;
    }
}
