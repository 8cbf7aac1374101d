using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Frames;

/// <summary>
/// Pixels with alpha over a background. Straight: round((c * a + b * (255 - a)) / 255). Premultiplied: c + round(b * (255 - a) / 255),
/// at most 255, which a colour above its alpha would exceed. No sum of 16 bits overflows.
/// </summary>
internal static class AlphaPixels
{
    private const int Step = 4;

    public static void Blend(ReadOnlySpan<byte> pixels, PixelOrder order, AlphaMode mode, Rgb background, Span<byte> rgb)
    {
        bool straight = mode == AlphaMode.Straight;
        var colorIndices = order.Colors();
        var alphaIndices = order.Alphas();
        var behind = Repeated(background);
        var (behindLow, behindHigh) = Vector128.Widen(behind);
        int at = 0;
        int to = 0;
        for (; at + Vector128<byte>.Count <= pixels.Length; at += Vector128<byte>.Count, to += 3 * Step)
        {
            var four = Vector128.Create(pixels.Slice(at, Vector128<byte>.Count));
            var (colorLow, colorHigh) = Vector128.Widen(Vector128.ShuffleNative(four, colorIndices));
            var (alphaLow, alphaHigh) = Vector128.Widen(Vector128.ShuffleNative(four, alphaIndices));
            var low = straight ? Straight(colorLow, alphaLow, behindLow) : Premultiplied(colorLow, alphaLow, behindLow);
            var high = straight ? Straight(colorHigh, alphaHigh, behindHigh) : Premultiplied(colorHigh, alphaHigh, behindHigh);
            Vector128.Narrow(low, high).CopyTo(rgb[to..]);
        }

        for (; at < pixels.Length; at += 4, to += 3)
        {
            int alpha = pixels[at + order.A];
            rgb[to] = Blend(pixels[at + order.R], alpha, background.R, straight);
            rgb[to + 1] = Blend(pixels[at + order.G], alpha, background.G, straight);
            rgb[to + 2] = Blend(pixels[at + order.B], alpha, background.B, straight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Straight(Vector128<ushort> color, Vector128<ushort> alpha, Vector128<ushort> behind) =>
        Div255((color * alpha) + (behind * (Vector128.Create((ushort)255) - alpha)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Premultiplied(Vector128<ushort> color, Vector128<ushort> alpha, Vector128<ushort> behind) =>
        Vector128.Min(color + Div255(behind * (Vector128.Create((ushort)255) - alpha)), Vector128.Create((ushort)255));

    /// <summary>round(value / 255) for 0 to 255 * 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Div255(Vector128<ushort> value)
    {
        value += Vector128.Create((ushort)128);
        return (value + (value >>> 8)) >>> 8;
    }

    private static byte Blend(int color, int alpha, int behind, bool straight)
    {
        int rest = behind * (255 - alpha);
        return (byte)(straight ? Div255((color * alpha) + rest) : Math.Min(255, color + Div255(rest)));
    }

    private static int Div255(int value)
    {
        value += 128;
        return (value + (value >> 8)) >> 8;
    }

    private static Vector128<byte> Repeated(Rgb color)
    {
        var (r, g, b) = color;
        return Vector128.Create(r, g, b, r, g, b, r, g, b, r, g, b, 0, 0, 0, 0);
    }
}
