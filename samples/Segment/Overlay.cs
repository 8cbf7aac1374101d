using SkiaSharp;

namespace Emo.Samples.Segment;

/// <summary>Paints the classes over a picture: half transparent, opaque along their borders.</summary>
internal static class Overlay
{
    private const int Opacity = 140; // of 255

    public static void Paint(SKBitmap bitmap, ReadOnlySpan<byte> labels, LabelColours colours)
    {
        var pixels = bitmap.GetPixelSpan();
        int width = bitmap.Width;
        for (int i = 0; i < labels.Length; i++)
        {
            int opacity = IsBorder(labels, i, width) ? 255 : Opacity;
            var colour = colours[labels[i]];
            var pixel = pixels.Slice(4 * i, 3);
            pixel[0] = Blend(pixel[0], colour.Red, opacity);
            pixel[1] = Blend(pixel[1], colour.Green, opacity);
            pixel[2] = Blend(pixel[2], colour.Blue, opacity);
        }
    }

    /// <summary>The pixel to the right or below is of another class.</summary>
    private static bool IsBorder(ReadOnlySpan<byte> labels, int i, int width) =>
        ((i + 1) % width != 0 && labels[i + 1] != labels[i]) || (i + width < labels.Length && labels[i + width] != labels[i]);

    private static byte Blend(byte below, byte above, int opacity) => (byte)(((below * (255 - opacity)) + (above * opacity) + 127) / 255);
}
