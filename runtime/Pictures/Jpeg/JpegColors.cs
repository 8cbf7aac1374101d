using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Jpeg;

/// <summary>Turns rows of components into RGB, with the fixed-point arithmetic of libjpeg and Pillow.</summary>
internal static class JpegColors
{
    /// <summary>Bytes that may be read behind the components' rows, and written behind the RGB row.</summary>
    public const int Slack = 96;

    /// <summary>A row of one component.</summary>
    /// <param name="grey">The samples.</param>
    /// <param name="rgb">Receives 3 bytes a pixel.</param>
    /// <param name="width">Pixels.</param>
    public static void ConvertGrey(ReadOnlySpan<byte> grey, Span<byte> rgb, int width)
    {
        CheckSlack(grey, rgb, width);
        ref byte samples = ref MemoryMarshal.GetReference(grey);
        ref byte pixels = ref MemoryMarshal.GetReference(rgb);
        for (int x = 0; x < width; x += WordLanes128.Bytes)
        {
            var words = WordLanes128.LoadBytes(ref Unsafe.Add(ref samples, x));
            WordLanes128.StoreRgb(words, words, words, ref Unsafe.Add(ref pixels, 3 * x));
        }
    }

    /// <summary>Rows of red, green and blue.</summary>
    /// <inheritdoc cref="ConvertYCbCr"/>
    public static void Interleave(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> rgb, int width)
    {
        CheckSlack(first, rgb, width);
        CheckSlack(second, rgb, width);
        CheckSlack(third, rgb, width);
        ref byte red = ref MemoryMarshal.GetReference(first);
        ref byte green = ref MemoryMarshal.GetReference(second);
        ref byte blue = ref MemoryMarshal.GetReference(third);
        ref byte pixels = ref MemoryMarshal.GetReference(rgb);
        for (int x = 0; x < width; x += WordLanes128.Bytes)
        {
            WordLanes128.StoreRgb(
                WordLanes128.LoadBytes(ref Unsafe.Add(ref red, x)),
                WordLanes128.LoadBytes(ref Unsafe.Add(ref green, x)),
                WordLanes128.LoadBytes(ref Unsafe.Add(ref blue, x)),
                ref Unsafe.Add(ref pixels, 3 * x));
        }
    }

    /// <summary>Rows of luma and chroma.</summary>
    /// <param name="first">The samples of the first component.</param>
    /// <param name="second">The samples of the second component.</param>
    /// <param name="third">The samples of the third component.</param>
    /// <param name="rgb">Receives 3 bytes a pixel.</param>
    /// <param name="width">Pixels.</param>
    public static void ConvertYCbCr(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> rgb, int width)
    {
        if (Avx2.IsSupported)
            ConvertYCbCr<WordLanes256, Vector256<short>, Vector256<int>>(first, second, third, rgb, width);
        else
            ConvertYCbCr<WordLanes128, Vector128<short>, Vector128<int>>(first, second, third, rgb, width);
    }

    /// <summary>
    /// Takes inks off: <paramref name="rgb"/> is inverted inks (255 is no ink) and becomes light - round(ink * light / 255), where
    /// light is what the black ink leaves.
    /// </summary>
    public static void Darken(ReadOnlySpan<byte> light, Span<byte> rgb)
    {
        for (int i = 0; i < rgb.Length; i++)
        {
            int product = ((255 - rgb[i]) * light[i / 3]) + 128;
            rgb[i] = (byte)Math.Clamp(light[i / 3] - ((product + (product >> 8)) >> 8), 0, 255);
        }
    }

    /// <summary>Every byte subtracted from 255.</summary>
    public static void Invert(Span<byte> rgb)
    {
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(255 - rgb[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvertYCbCr<TLanes, TWords, TSums>(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> rgb, int width)
        where TLanes : IWordLanes<TWords, TSums>
    {
        CheckSlack(first, rgb, width);
        CheckSlack(second, rgb, width);
        CheckSlack(third, rgb, width);
        ref byte luma = ref MemoryMarshal.GetReference(first);
        ref byte blue = ref MemoryMarshal.GetReference(second);
        ref byte red = ref MemoryMarshal.GetReference(third);
        ref byte pixels = ref MemoryMarshal.GetReference(rgb);
        for (int x = 0; x < width; x += TLanes.Bytes)
        {
            var y = TLanes.LoadBytes(ref Unsafe.Add(ref luma, x));
            var cb = TLanes.LoadBytes(ref Unsafe.Add(ref blue, x));
            var cr = TLanes.LoadBytes(ref Unsafe.Add(ref red, x));
            ToRgb<TLanes, TWords, TSums>(y.Low, cb.Low, cr.Low, out var redLow, out var greenLow, out var blueLow);
            ToRgb<TLanes, TWords, TSums>(y.High, cb.High, cr.High, out var redHigh, out var greenHigh, out var blueHigh);
            TLanes.StoreRgb((redLow, redHigh), (greenLow, greenHigh), (blueLow, blueHigh), ref Unsafe.Add(ref pixels, 3 * x));
        }
    }

    /// <summary>
    /// R = Y + 1.402 Cr, G = Y - 0.344136286 Cb - 0.714136286 Cr, B = Y + 1.772 Cb, each product or sum of products with 16 fractional
    /// bits and rounded half up. Whole parts are taken out of the factors, so that these fit into 16 bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ToRgb<TLanes, TWords, TSums>(
        TWords luma, TWords blueChroma, TWords redChroma, out TWords red, out TWords green, out TWords blue)
        where TLanes : IWordLanes<TWords, TSums>
    {
        const int One = 1 << 16;
        const int RedToR = 91881, RedToG = 46802, BlueToG = 22554, BlueToB = 116130;
        var cb = TLanes.Subtract(blueChroma, TLanes.Create(128));
        var cr = TLanes.Subtract(redChroma, TLanes.Create(128));
        red = TLanes.Add(TLanes.Add(luma, cr), TLanes.RoundedProduct(cr, RedToR - One));
        blue = TLanes.Add(TLanes.Add(luma, TLanes.Add(cb, cb)), TLanes.RoundedProduct(cb, BlueToB - (2 * One)));
        var (low, high) = TLanes.SumOfProducts(cb, cr, -BlueToG, One - RedToG);
        green = TLanes.Add(TLanes.Subtract(luma, cr), TLanes.Descale(low, high, 16));
    }

    private static void CheckSlack(ReadOnlySpan<byte> samples, ReadOnlySpan<byte> rgb, int width)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, samples.Length - Slack);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(3 * width, rgb.Length - Slack);
    }
}
