using SkiaSharp;

namespace Emo.Samples.Segment;

/// <summary>Paints the classes over a picture: half transparent, opaque along their borders. The background stays as it is.</summary>
internal static class Overlay
{
    private const int Opacity = 140; // of 255
    private const int OpacityOverBackground = 80; // What is alone on its background is to be seen through its colour.

    public static void Paint(SKBitmap bitmap, ReadOnlySpan<byte> labels, LabelColours colours)
    {
        var pixels = bitmap.GetPixelSpan();
        int width = bitmap.Width;
        int inside = colours.HasBackground ? OpacityOverBackground : Opacity;
        for (int i = 0; i < labels.Length; i++)
        {
            if (colours[labels[i]] is not { } colour)
                continue;
            int opacity = IsBorder(labels, i, width, colours.HasBackground) ? 255 : inside;
            var pixel = pixels.Slice(4 * i, 3);
            pixel[0] = Blend(pixel[0], colour.Red, opacity);
            pixel[1] = Blend(pixel[1], colour.Green, opacity);
            pixel[2] = Blend(pixel[2], colour.Blue, opacity);
        }
    }

    /// <summary>
    /// The pixel to the right or below is of another class; over a background those to the left and above count, too, as its own border is
    /// not painted.
    /// </summary>
    private static bool IsBorder(ReadOnlySpan<byte> labels, int i, int width, bool all)
    {
        byte label = labels[i];
        return ((i + 1) % width != 0 && labels[i + 1] != label)
            || (i + width < labels.Length && labels[i + width] != label)
            || (all && ((i % width != 0 && labels[i - 1] != label) || (i >= width && labels[i - width] != label)));
    }

    private static byte Blend(byte below, byte above, int opacity) => (byte)(((below * (255 - opacity)) + (above * opacity) + 127) / 255);
}
