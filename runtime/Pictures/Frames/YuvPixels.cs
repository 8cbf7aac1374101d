using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Emo.Pictures.Pixels;

namespace Emo.Pictures.Frames;

/// <summary>Columns of a row of luma and chroma to RGB, 16 at a time from an even one, in the same integers as one by one.</summary>
internal static class YuvPixels
{
    private const int Step = 16;

    /// <summary>Writes the columns from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static void Convert<TRow>(TRow row, int start, int end, scoped in YuvCoefficients coefficients, Span<byte> rgb)
        where TRow : IYuvRow, allows ref struct
    {
        int x = start;
        if ((x & 1) != 0)
            rgb = Put(row, x++, coefficients, rgb);
        for (; x + Step <= end; x += Step)
        {
            var (luma, cb, cr) = row.Sixteen(x);
            ConvertSixteen(luma, cb, cr, coefficients, rgb);
            rgb = rgb[(3 * Step)..];
        }

        for (; x < end; x++)
            rgb = Put(row, x, coefficients, rgb);
    }

    private static Span<byte> Put<TRow>(TRow row, int x, scoped in YuvCoefficients coefficients, Span<byte> rgb)
        where TRow : IYuvRow, allows ref struct
    {
        var (luma, cb, cr) = row.At(x);
        int y = Math.Max(luma - coefficients.Black, 0) * coefficients.Luma;
        (cb, cr) = (cb - 128, cr - 128);
        rgb[0] = ToByte(y + YuvCoefficients.Half + (coefficients.CrToRed * cr));
        rgb[1] = ToByte(y + YuvCoefficients.Half + (coefficients.CbToGreen * cb) + (coefficients.CrToGreen * cr));
        rgb[2] = ToByte(y + YuvCoefficients.Half + (coefficients.CbToBlue * cb));
        return rgb[3..];
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> YuvCoefficients.Shift, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ConvertSixteen(
        Vector128<byte> luma, Vector128<byte> cb, Vector128<byte> cr, scoped in YuvCoefficients coefficients, Span<byte> rgb)
    {
        var black = Vector128.Create((byte)coefficients.Black);
        var (low, high) = Vector128.Widen(Vector128.Max(luma, black) - black);
        var first = Vector128.WidenLower(low).AsInt32() * coefficients.Luma;
        var second = Vector128.WidenUpper(low).AsInt32() * coefficients.Luma;
        var third = Vector128.WidenLower(high).AsInt32() * coefficients.Luma;
        var fourth = Vector128.WidenUpper(high).AsInt32() * coefficients.Luma;

        var (cbLow, cbHigh) = Centred(cb);
        var (crLow, crHigh) = Centred(cr);
        var half = Vector128.Create(YuvCoefficients.Half);
        var red = Colour(first, second, third, fourth, half + (crLow * coefficients.CrToRed), half + (crHigh * coefficients.CrToRed));
        var green = Colour(
            first, second, third, fourth,
            half + (cbLow * coefficients.CbToGreen) + (crLow * coefficients.CrToGreen),
            half + (cbHigh * coefficients.CbToGreen) + (crHigh * coefficients.CrToGreen));
        var blue = Colour(first, second, third, fourth, half + (cbLow * coefficients.CbToBlue), half + (cbHigh * coefficients.CbToBlue));
        RgbPixels.Store(red, green, blue, ref MemoryMarshal.GetReference(rgb[..(3 * Step)]));
    }

    /// <summary>The lower 8 samples, less 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<int> Low, Vector128<int> High) Centred(Vector128<byte> samples) =>
        Vector128.Widen(Vector128.WidenLower(samples).AsInt16() - Vector128.Create((short)128));

    /// <summary>16 of one colour: each value of chroma serves two of luma. Shifted sums have less than 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Colour(
        Vector128<int> first, Vector128<int> second, Vector128<int> third, Vector128<int> fourth, Vector128<int> low, Vector128<int> high)
    {
        var left = Vector128.Narrow(Sum(first, LowerTwice(low)), Sum(second, UpperTwice(low)));
        var right = Vector128.Narrow(Sum(third, LowerTwice(high)), Sum(fourth, UpperTwice(high)));
        return ByteVectors.NarrowToBytes(left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Sum(Vector128<int> luma, Vector128<int> chroma) => (luma + chroma) >> YuvCoefficients.Shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> LowerTwice(Vector128<int> values) => Vector128.Shuffle(values, Vector128.Create(0, 0, 1, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> UpperTwice(Vector128<int> values) => Vector128.Shuffle(values, Vector128.Create(2, 2, 3, 3));
}
