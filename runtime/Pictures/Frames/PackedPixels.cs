using System.Runtime.Intrinsics;
using Emo.Pictures.Pixels;

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
}
