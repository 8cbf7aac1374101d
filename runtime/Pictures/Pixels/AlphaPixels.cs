using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Pixels;

/// <summary>
/// Pixels with alpha over a background. Straight: round((c * a + b * (255 - a)) / 255). Premultiplied: c + round(b * (255 - a) / 255),
/// at most 255, which a colour above its alpha would exceed.
/// </summary>
internal static class AlphaPixels
{
    private const int Bytes = 4; // a pixel
    private const int Pixels = 4; // in a vector

    /// <param name="pixels">The pixels, 4 bytes each.</param>
    /// <param name="order">What these bytes are.</param>
    /// <param name="mode">How colours and alpha go together.</param>
    /// <param name="background">What shows through.</param>
    /// <param name="rgb">Receives 3 bytes a pixel. Where it is longer, up to 4 bytes behind them are overwritten.</param>
    public static void Blend(ReadOnlySpan<byte> pixels, PixelOrder order, AlphaMode mode, Rgb background, Span<byte> rgb)
    {
        int count = pixels.Length / Bytes;
        bool straight = mode == AlphaMode.Straight;
        int i = BlendVectors(pixels[..(Bytes * count)], order, straight, background, rgb);
        for (; i < count; i++)
        {
            var pixel = pixels.Slice(Bytes * i, Bytes);
            var to = rgb.Slice(3 * i, 3);
            int alpha = pixel[order.A];
            to[0] = Blend(pixel[order.R], alpha, background.R, straight);
            to[1] = Blend(pixel[order.G], alpha, background.G, straight);
            to[2] = Blend(pixel[order.B], alpha, background.B, straight);
        }
    }

    /// <summary>One sample of a straight colour.</summary>
    public static byte Blend(int color, int alpha, int behind) => Blend(color, alpha, behind, straight: true);

    private static byte Blend(int color, int alpha, int behind, bool straight)
    {
        int rest = behind * (255 - alpha);
        return (byte)(straight ? Div255((color * alpha) + rest) : Math.Min(255, color + Div255(rest)));
    }

    /// <summary>Four pixels at a time; returns how many were done, since it stores four bytes more than they have.</summary>
    private static int BlendVectors(ReadOnlySpan<byte> pixels, PixelOrder order, bool straight, Rgb background, Span<byte> rgb)
    {
        ref byte from = ref MemoryMarshal.GetReference(pixels);
        ref byte to = ref MemoryMarshal.GetReference(rgb);
        var colorIndices = order.Colors();
        var alphaIndices = order.Alphas();
        var colorBits = order.ColorBits();
        var behind = Repeated(background);
        var (behindLow, behindHigh) = Vector128.Widen(behind);
        var (restLow, restHigh) = (Rest(behindLow), Rest(behindHigh));
        int size = Vector128<byte>.Count;
        int i = 0;
        for (; (Bytes * i) + size <= pixels.Length && (3 * i) + size <= rgb.Length; i += Pixels)
        {
            var four = Vector128.LoadUnsafe(ref from, (nuint)(Bytes * i));
            var colors = Vector128.ShuffleNative(four, colorIndices);
            if ((four | colorBits) != Vector128<byte>.AllBitsSet)
            {
                var (colorLow, colorHigh) = Vector128.Widen(colors);
                var (alphaLow, alphaHigh) = Vector128.Widen(Vector128.ShuffleNative(four, alphaIndices));
                colors = straight
                    ? Vector128.Narrow(
                        Shift(restLow + ((colorLow - behindLow) * alphaLow)), Shift(restHigh + ((colorHigh - behindHigh) * alphaHigh)))
                    : ByteVectors.NarrowToBytes(
                        (colorLow + Shift(restLow - (behindLow * alphaLow))).AsInt16(),
                        (colorHigh + Shift(restHigh - (behindHigh * alphaHigh))).AsInt16());
            }

            colors.StoreUnsafe(ref to, (nuint)(3 * i));
        }

        return i;
    }

    /// <summary>
    /// What the background gives without alpha, and half for rounding. A product with alpha that is added to it or subtracted may wrap
    /// round; the sum is right again, since it fits into 16 bits.
    /// </summary>
    private static Vector128<ushort> Rest(Vector128<ushort> behind) => (behind * 255) + Vector128.Create((ushort)128);

    /// <summary>The quotient by 255 of what half was added to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Shift(Vector128<ushort> value) => (value + (value >>> 8)) >>> 8;

    /// <summary>round(value / 255) for 0 to 255 * 255.</summary>
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
