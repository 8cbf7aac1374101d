using System.Runtime.Intrinsics;

namespace Emo.Pictures.Frames;

/// <summary>
/// Bytes of pixels in other orders to RGB. Of the pixels nothing behind their end is read; the result has <see cref="ViewMemory.Slack"/>
/// bytes behind the row, since vectors are written whole.
/// </summary>
internal static class PackedPixels
{
    /// <summary>Three bytes of each pixel in turn.</summary>
    public static void FromBgr(ReadOnlySpan<byte> bgr, Span<byte> rgb)
    {
        var order = Vector128.Create((byte)2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9, 14, 13, 12, 0);
        int at = 0;
        for (; at + Vector128<byte>.Count <= bgr.Length; at += 15)
            Vector128.Shuffle(Vector128.Create(bgr.Slice(at, Vector128<byte>.Count)), order).CopyTo(rgb[at..]);
        for (; at < bgr.Length; at += 3)
            (rgb[at], rgb[at + 1], rgb[at + 2]) = (bgr[at + 2], bgr[at + 1], bgr[at]);
    }

    /// <summary>Four pixels at a time, 16 bytes to 12.</summary>
    public static void FromFourBytes(ReadOnlySpan<byte> pixels, PixelOrder order, Span<byte> rgb)
    {
        var colors = order.Colors();
        int at = 0;
        int to = 0;
        for (; at + Vector128<byte>.Count <= pixels.Length; at += Vector128<byte>.Count, to += 12)
            Vector128.ShuffleNative(Vector128.Create(pixels.Slice(at, Vector128<byte>.Count)), colors).CopyTo(rgb[to..]);
        for (; at < pixels.Length; at += 4, to += 3)
            (rgb[to], rgb[to + 1], rgb[to + 2]) = (pixels[at + order.R], pixels[at + order.G], pixels[at + order.B]);
    }

    /// <summary>Every byte three times.</summary>
    public static void FromGrey(ReadOnlySpan<byte> grey, Span<byte> rgb)
    {
        int x = 0;
        for (; x + Vector128<byte>.Count <= grey.Length; x += Vector128<byte>.Count)
        {
            var values = Vector128.Create(grey.Slice(x, Vector128<byte>.Count));
            var result = rgb.Slice(3 * x, 3 * Vector128<byte>.Count);
            Vector128.Shuffle(values, Vector128.Create((byte)0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5)).CopyTo(result);
            Vector128.Shuffle(values, Vector128.Create((byte)5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10)).CopyTo(result[16..]);
            Vector128.Shuffle(values, Vector128.Create((byte)10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15))
                .CopyTo(result[32..]);
        }

        for (; x < grey.Length; x++)
            rgb.Slice(3 * x, 3).Fill(grey[x]);
    }
}
