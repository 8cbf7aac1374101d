using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Resampling;

/// <summary>
/// Separable resampling in fixed point, as Pillow does it: rows horizontally, rounded to 8 bits, then columns vertically,
/// rounded again. A pass that changes no size has the weights 0 and 1 and copies. Rows are made one by one, and of the narrowed
/// rows only those are kept that the next one is made of: they stay in the first-level cache.
/// </summary>
internal sealed class Resampler
{
    private const int Half = 1 << (ResampleCoefficients.PrecisionBits - 1);

    private readonly Picture _source;
    private readonly ResampleCoefficients _horizontal;
    private readonly ResampleCoefficients _vertical;
    private readonly int _stride;
    private readonly byte[] _narrowed;
    private int _firstRow;
    private int _endRow;

    /// <param name="source">The picture.</param>
    /// <param name="horizontal">The columns of the resized picture that are wanted.</param>
    /// <param name="vertical">The rows of the resized picture that are wanted.</param>
    public Resampler(Picture source, ResampleCoefficients horizontal, ResampleCoefficients vertical)
    {
        _source = source;
        _horizontal = horizontal;
        _vertical = vertical;
        _stride = 3 * horizontal.Length;
        // Twice as many rows as are needed at a time: they are moved to the front once in so many rows, not for each one.
        _narrowed = new byte[Math.Min(2L * vertical.Taps, vertical.InputEnd - vertical.InputStart) * _stride];
        _firstRow = _endRow = vertical.InputStart;
    }

    /// <summary>Computes the window of the resized picture that the coefficients describe.</summary>
    public static Picture Resize(Picture source, ResampleCoefficients horizontal, ResampleCoefficients vertical)
    {
        var resampler = new Resampler(source, horizontal, vertical);
        int stride = 3 * horizontal.Length;
        byte[] pixels = new byte[(long)stride * vertical.Length];
        for (int y = 0; y < vertical.Length; y++)
            resampler.Row(y, pixels.AsSpan(stride * y, stride));
        return new Picture(horizontal.Length, vertical.Length, pixels);
    }

    /// <summary>Row <paramref name="y"/> of the window; rows are asked for from top to bottom.</summary>
    public void Row(int y, Span<byte> result)
    {
        var weights = _vertical.Weights(y, out int start);
        Narrow(start, start + weights.Length);
        BlendRows(_narrowed.AsSpan(_stride * (start - _firstRow)), weights, result);
    }

    /// <summary>Sees to it that the source's rows from <paramref name="start"/> to <paramref name="end"/> are there, narrowed.</summary>
    private void Narrow(int start, int end)
    {
        if ((long)_stride * (end - _firstRow) > _narrowed.Length)
        {
            _narrowed.AsSpan(_stride * (start - _firstRow), _stride * (_endRow - start)).CopyTo(_narrowed);
            _firstRow = start;
        }

        for (; _endRow < end; _endRow++)
        {
            var pixels = _source.Pixels[(3 * _source.Width * _endRow)..];
            ResampleRow(pixels, _horizontal, _narrowed.AsSpan(_stride * (_endRow - _firstRow), _stride));
        }
    }

    /// <summary>
    /// Resamples the row that <paramref name="pixels"/> begin with. Pixels are read four bytes at a time while there are
    /// as many behind it.
    /// </summary>
    private static void ResampleRow(ReadOnlySpan<byte> pixels, ResampleCoefficients coefficients, Span<byte> result)
    {
        for (int x = 0; x < coefficients.Length; x++)
        {
            var weights = coefficients.Weights(x, out int start);
            var samples = pixels[(3 * start)..];
            var sums = Vector128.Create(Half);
            for (int i = 0; i < weights.Length; i++)
                sums += ReadPixel(samples[(3 * i)..]) * weights[i];

            WritePixel(ToByte(sums), result[(3 * x)..]);
        }
    }

    // In the innermost loops: a call would cost more than what it does, also where the compiler is told to save space.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ReadPixel(ReadOnlySpan<byte> samples) => samples.Length >= sizeof(uint)
        ? Vector128.WidenLower(
            Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReadUInt32LittleEndian(samples)).AsByte())).AsInt32()
        : Vector128.Create(samples[0], samples[1], samples[2], 0);

    /// <summary>Writes the first three values, and a fourth byte while there is room: the next pixel's, which is written next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WritePixel(Vector128<uint> values, Span<byte> result)
    {
        var narrow = Vector128.Narrow(values, values);
        uint pixel = Vector128.Narrow(narrow, narrow).AsUInt32().ToScalar();
        if (result.Length >= sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(result, pixel);
            return;
        }

        result[0] = (byte)pixel;
        result[1] = (byte)(pixel >> 8);
        result[2] = (byte)(pixel >> 16);
    }

    private static void BlendRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> result)
    {
        int x = 0;
        for (; x + Vector128<byte>.Count <= result.Length; x += Vector128<byte>.Count)
            BlendColumns(rows[x..], result.Length, weights).CopyTo(result[x..]);
        for (; x < result.Length; x++)
        {
            int sum = Half;
            for (int i = 0; i < weights.Length; i++)
                sum += rows[(i * result.Length) + x] * weights[i];
            result[x] = ToByte(sum);
        }
    }

    /// <summary>The first 16 samples of the rows' weighted sum.</summary>
    private static Vector128<byte> BlendColumns(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        Vector128<int> a = Vector128.Create(Half), b = a, c = a, d = a;
        for (int i = 0; i < weights.Length; i++)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(rows.Slice(i * stride, Vector128<byte>.Count)));
            int weight = weights[i];
            a += Vector128.WidenLower(low).AsInt32() * weight;
            b += Vector128.WidenUpper(low).AsInt32() * weight;
            c += Vector128.WidenLower(high).AsInt32() * weight;
            d += Vector128.WidenUpper(high).AsInt32() * weight;
        }

        return Vector128.Narrow(Vector128.Narrow(ToByte(a), ToByte(b)), Vector128.Narrow(ToByte(c), ToByte(d)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> ToByte(Vector128<int> sums) =>
        Vector128.Clamp(sums >> ResampleCoefficients.PrecisionBits, Vector128<int>.Zero, Vector128.Create((int)byte.MaxValue)).AsUInt32();

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> ResampleCoefficients.PrecisionBits, 0, 255);
}
