using System.Globalization;
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
        if (randomWeights)
        {
            using var canvas = new SKCanvas(painted);
            PictureFile.StampRandom(canvas, picture.Width, picture.Height);
        }

        var rows = classes.Select(share => new LegendRow(
            string.Create(CultureInfo.InvariantCulture, $"{share.Label}  {share.Share:P1}"), colours[share.Index]));
        using var legend = new Legend([.. rows], PictureFile.LetterSize(picture.Width, picture.Height), picture.Height);
        return legend.Beside(painted);
    }
}
