using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Resampling;

/// <summary>
/// Separable resampling in fixed point, as Pillow does it: all rows horizontally, rounded to 8 bits, then all columns
/// vertically, rounded again. A pass that changes no size has the weights 0 and 1 and copies.
/// </summary>
internal static class Resampler
{
    private const int Half = 1 << (ResampleCoefficients.PrecisionBits - 1);

    /// <summary>Computes the window of the resized picture that the coefficients describe.</summary>
    public static Picture Resize(Picture source, ResampleCoefficients horizontal, ResampleCoefficients vertical)
    {
        int firstRow = vertical.InputStart;
        int stride = 3 * horizontal.Length;
        byte[] narrowed = new byte[(long)stride * (vertical.InputEnd - firstRow)];
        for (int y = firstRow; y < vertical.InputEnd; y++)
            ResampleRow(source.Pixels[(3 * source.Width * y)..], horizontal, narrowed.AsSpan(stride * (y - firstRow), stride));

        byte[] pixels = new byte[(long)stride * vertical.Length];
        for (int y = 0; y < vertical.Length; y++)
        {
            ReadOnlySpan<int> weights = vertical.Weights(y, out int start);
            BlendRows(narrowed.AsSpan(stride * (start - firstRow)), weights, pixels.AsSpan(stride * y, stride));
        }

        return new Picture(horizontal.Length, vertical.Length, pixels);
    }

    /// <summary>Resamples the row that <paramref name="pixels"/> begin with. Pixels are read four bytes at a time while there are as many behind it.</summary>
    private static void ResampleRow(ReadOnlySpan<byte> pixels, ResampleCoefficients coefficients, Span<byte> result)
    {
        for (int x = 0; x < coefficients.Length; x++)
        {
            ReadOnlySpan<int> weights = coefficients.Weights(x, out int start);
            ReadOnlySpan<byte> samples = pixels[(3 * start)..];
            Vector128<int> sums = Vector128.Create(Half);
            for (int i = 0; i < weights.Length; i++)
                sums += ReadPixel(samples[(3 * i)..]) * weights[i];

            result[3 * x] = ToByte(sums[0]);
            result[(3 * x) + 1] = ToByte(sums[1]);
            result[(3 * x) + 2] = ToByte(sums[2]);
        }
    }

    private static Vector128<int> ReadPixel(ReadOnlySpan<byte> samples) => samples.Length >= sizeof(uint)
        ? Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReadUInt32LittleEndian(samples)).AsByte())).AsInt32()
        : Vector128.Create(samples[0], samples[1], samples[2], 0);

    private static void BlendRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> result)
    {
        int x = 0;
        for (; x + Vector128<byte>.Count <= result.Length; x += Vector128<byte>.Count)
            BlendColumns(rows[x..], result.Length, weights).CopyTo(result[x..]);
        for (; x < result.Length; x++)
        {
            int sum = Half;
            for (int i = 0; i < weights.Length; i++) sum += rows[(i * result.Length) + x] * weights[i];
            result[x] = ToByte(sum);
        }
    }

    /// <summary>The first 16 samples of the rows' weighted sum.</summary>
    private static Vector128<byte> BlendColumns(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        Vector128<int> a = Vector128.Create(Half), b = a, c = a, d = a;
        for (int i = 0; i < weights.Length; i++)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(rows.Slice(i * stride, Vector128<byte>.Count)));
            int weight = weights[i];
            a += Vector128.WidenLower(low).AsInt32() * weight;
            b += Vector128.WidenUpper(low).AsInt32() * weight;
            c += Vector128.WidenLower(high).AsInt32() * weight;
            d += Vector128.WidenUpper(high).AsInt32() * weight;
        }

        return Vector128.Narrow(Vector128.Narrow(ToByte(a), ToByte(b)), Vector128.Narrow(ToByte(c), ToByte(d)));
    }

    private static Vector128<uint> ToByte(Vector128<int> sums) =>
        Vector128.Clamp(sums >> ResampleCoefficients.PrecisionBits, Vector128<int>.Zero, Vector128.Create((int)byte.MaxValue)).AsUInt32();

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> ResampleCoefficients.PrecisionBits, 0, 255);
}
