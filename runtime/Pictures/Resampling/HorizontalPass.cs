using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Resampling;

/// <summary>Resamples a row, four outputs at a time.</summary>
internal static class HorizontalPass
{
    /// <summary>Outputs that are made together: the result needs room for as many.</summary>
    private const int Batch = 4;

    private const int PixelBytes = 3;

    /// <summary>Bytes that a result of so many pixels needs: its last store is longer than what it has.</summary>
    public static int ResultBytes(int length) => (PixelBytes * (length + Batch - 1)) + Vector128<byte>.Count;

    /// <summary>Resamples a row.</summary>
    /// <param name="row">The source's pixels, those that the coefficients use.</param>
    /// <param name="coefficients">What is made of them.</param>
    /// <param name="memory">Memory to use.</param>
    /// <param name="result">Receives the pixels; <see cref="ResultBytes"/> long.</param>
    public static void Resample(ReadOnlySpan<byte> row, ResampleCoefficients coefficients, ResizeMemory memory, Span<byte> result)
    {
        if (ByteKernel.IsSupported)
            Resample<ByteKernel>(row, coefficients, memory, result);
        else if (Avx2.IsSupported)
            Resample<Kernel256>(row, coefficients, memory, result);
        else
            Resample<Kernel128>(row, coefficients, memory, result);
    }

    // The row and the copy of its end are pinned as long as pointers to them are in use. Every output begins at a pixel of the row, which
    // is checked here, and PaddedRow gives each as many bytes from there on as it reads. As all loops over samples it is optimised from the
    // first call on: without that the first pictures would take many times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Resample<TKernel>(
        ReadOnlySpan<byte> row, ResampleCoefficients coefficients, ResizeMemory memory, Span<byte> result)
        where TKernel : IRowKernel
    {
        var starts = coefficients.Starts;
        int left = coefficients.InputStart;
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, PixelBytes * (coefficients.InputEnd - left));
        var source = new PaddedRow(row, left, TKernel.Reach(coefficients), memory);
        var all = TKernel.Weights(coefficients);
        int stride = all.Length / starts.Length;
        result = result[..ResultBytes(starts.Length)];
        fixed (byte* inside = row, tail = source.Tail, weights = all)
        {
            for (int x = 0; x < starts.Length; x += Batch)
            {
                // Beyond the last output it is made again.
                int last = starts.Length - 1;
                (int b, int c, int d) = (Math.Min(x + 1, last), Math.Min(x + 2, last), Math.Min(x + 3, last));
                var sums = TKernel.Sum(
                    new IRowKernel.Four(
                        source.At(starts[x], inside, tail),
                        source.At(starts[b], inside, tail),
                        source.At(starts[c], inside, tail),
                        source.At(starts[d], inside, tail)),
                    new IRowKernel.Four(
                        weights + ((nint)x * stride),
                        weights + ((nint)b * stride),
                        weights + ((nint)c * stride),
                        weights + ((nint)d * stride)),
                    coefficients);
                Store(sums, result[(PixelBytes * x)..]);
            }
        }
    }

    /// <summary>Writes four pixels, and four bytes behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in RowSums sums, Span<byte> result)
    {
        const byte Zero = 0xFF;
        var bytes = Lanes128.ToBytes(sums.RedGreen, sums.RedGreen2, sums.Blue, sums.Blue2);
        Vector128.Shuffle(bytes, Vector128.Create((byte)0, 1, 8, 2, 3, 10, 4, 5, 12, 6, 7, 14, Zero, Zero, Zero, Zero)).CopyTo(result);
    }
}
