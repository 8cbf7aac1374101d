using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Png;

/// <summary>Undoes Average, the prediction by half the sum of the left and the upper neighbour.</summary>
internal static class PngAverageFilter
{
    public static void Undo(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> samples, int distance)
    {
        int i = distance switch
        {
            1 => Pixels<PngPixelBytes.One>(row, above, samples),
            2 => Pixels<PngPixelBytes.Two>(row, above, samples),
            3 => Pixels<PngPixelBytes.Three>(row, above, samples),
            4 => Pixels<PngPixelBytes.Four>(row, above, samples),
            6 => Pixels<PngPixelBytes.Six>(row, above, samples),
            _ => Pixels<PngPixelBytes.Eight>(row, above, samples),
        };
        for (; i < row.Length; i++)
        {
            int left = i < distance ? 0 : samples[i - distance];
            samples[i] = (byte)(row[i] + ((left + above[i]) >> 1));
        }
    }

    /// <summary>Pixel by pixel; returns where it stops, since it accesses bytes behind a pixel.</summary>
    private static int Pixels<T>(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> samples)
        where T : IPngPixelBytes
    {
        ref byte filtered = ref MemoryMarshal.GetReference(row);
        ref byte upper = ref MemoryMarshal.GetReference(above);
        ref byte to = ref MemoryMarshal.GetReference(samples);
        int end = row.Length - T.Accessed;
        int i = 0;
        if (Sse2.IsSupported)
        {
            // x86 averages upwards. Complements turn that round: ~average(~a, ~b) is the average downwards; and ~(f + ~t) = t - f.
            var left = Vector128<byte>.AllBitsSet;
            for (; i <= end; i += T.Count)
            {
                left = Sse2.Average(left, ~PngPixelBytes.Load<T>(ref upper, i)) - PngPixelBytes.Load<T>(ref filtered, i);
                PngPixelBytes.Store<T>(~left, ref to, i);
            }
        }
        else
        {
            var left = Vector128<byte>.Zero;
            for (; i <= end; i += T.Count)
            {
                left = Halve(left, PngPixelBytes.Load<T>(ref upper, i)) + PngPixelBytes.Load<T>(ref filtered, i);
                PngPixelBytes.Store<T>(left, ref to, i);
            }
        }

        return i;
    }

    private static Vector128<byte> Halve(Vector128<byte> a, Vector128<byte> b) => AdvSimd.IsSupported
        ? AdvSimd.FusedAddHalving(a, b)
        : (a & b) + ((a ^ b) >>> 1);
}
