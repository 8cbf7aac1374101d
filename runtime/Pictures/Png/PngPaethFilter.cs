using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Png;

/// <summary>
/// Undoes Paeth, the prediction by the neighbour that is nearest to left + above - corner. That is the smaller of left and above where
/// the corner is well above their middle, the larger where it is well below it, else the corner: comparisons with 3 corner - left - above,
/// of which only one subtraction waits for the pixel to the left.
/// </summary>
internal static class PngPaethFilter
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
            (int left, int corner) = i < distance ? (0, 0) : (samples[i - distance], above[i - distance]);
            samples[i] = (byte)(row[i] + Predict(left, above[i], corner));
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
        var left = Vector128<short>.Zero;
        var corner = Vector128<short>.Zero;
        int i = 0;
        for (; i <= end; i += T.Count)
        {
            var up = Vector128.WidenLower(PngPixelBytes.Load<T>(ref upper, i)).AsInt16();
            var threshold = corner + corner + corner - up - left;
            var smaller = Vector128.Min(left, up);
            var larger = Vector128.Max(left, up);
            var predicted = Vector128.ConditionalSelect(Vector128.GreaterThan(larger, threshold), corner, smaller);
            predicted = Vector128.ConditionalSelect(Vector128.GreaterThan(threshold, smaller), predicted, larger);

            // As bytes the sum has no carry to lose; the upper bytes are zero.
            var sample = Vector128.WidenLower(PngPixelBytes.Load<T>(ref filtered, i)).AsByte() + predicted.AsByte();
            PngPixelBytes.Store<T>(Vector128.Narrow(sample.AsUInt16(), sample.AsUInt16()), ref to, i);
            corner = up;
            left = sample.AsInt16();
        }

        return i;
    }

    private static int Predict(int left, int above, int corner)
    {
        int threshold = (3 * corner) - above - left;
        int smaller = Math.Min(left, above), larger = Math.Max(left, above);
        int predicted = larger > threshold ? corner : smaller;
        return threshold > smaller ? predicted : larger;
    }
}
