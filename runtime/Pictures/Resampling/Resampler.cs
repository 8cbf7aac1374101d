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
        {
            ReadOnlySpan<byte> row = source.Pixels.Slice(3 * source.Width * y, 3 * source.Width);
            ResampleRow(row, horizontal, narrowed.AsSpan(stride * (y - firstRow), stride));
        }

        byte[] pixels = new byte[(long)stride * vertical.Length];
        int[] sums = new int[stride];
        for (int y = 0; y < vertical.Length; y++)
        {
            ReadOnlySpan<int> weights = vertical.Weights(y, out int start);
            BlendRows(narrowed.AsSpan(stride * (start - firstRow)), weights, sums, pixels.AsSpan(stride * y, stride));
        }

        return new Picture(horizontal.Length, vertical.Length, pixels);
    }

    private static void ResampleRow(ReadOnlySpan<byte> row, ResampleCoefficients coefficients, Span<byte> result)
    {
        for (int x = 0; x < coefficients.Length; x++)
        {
            ReadOnlySpan<int> weights = coefficients.Weights(x, out int start);
            ReadOnlySpan<byte> samples = row.Slice(3 * start, 3 * weights.Length);
            int r = Half, g = Half, b = Half;
            for (int i = 0; i < weights.Length; i++)
            {
                int weight = weights[i];
                r += samples[3 * i] * weight;
                g += samples[(3 * i) + 1] * weight;
                b += samples[(3 * i) + 2] * weight;
            }

            result[3 * x] = ToByte(r);
            result[(3 * x) + 1] = ToByte(g);
            result[(3 * x) + 2] = ToByte(b);
        }
    }

    private static void BlendRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<int> sums, Span<byte> result)
    {
        sums.Fill(Half);
        for (int i = 0; i < weights.Length; i++)
        {
            int weight = weights[i];
            ReadOnlySpan<byte> row = rows.Slice(i * sums.Length, sums.Length);
            for (int x = 0; x < sums.Length; x++) sums[x] += row[x] * weight;
        }

        for (int x = 0; x < sums.Length; x++) result[x] = ToByte(sums[x]);
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> ResampleCoefficients.PrecisionBits, 0, 255);
}
