using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Samples.Segment;

/// <summary>
/// The labels themselves as a grey picture, for other programs: the background is black and the classes stand in even steps up
/// to white, so that a network that tells one thing from the background has 0 and 255.
/// </summary>
internal static class LabelPicture
{
    public static SKBitmap Draw(LabelMap labels, int classes)
    {
        var bitmap = PictureFile.NewGreyBitmap(labels.Width, labels.Height);
        var pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < labels.Height; row++)
        {
            var line = pixels.Slice(row * bitmap.RowBytes, labels.Width);
            for (int column = 0; column < labels.Width; column++)
                line[column] = (byte)(labels[column, row] * 255 / (classes - 1));
        }

        return bitmap;
    }
}
