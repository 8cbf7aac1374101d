using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Resampling;

/// <summary>
/// AVX2: a load of 16 bytes has four pixels; a shuffle brings the samples of a channel together as pairs of 16 bits, which are
/// multiplied and added with the halves of the weights.
/// </summary>
internal unsafe struct Kernel256 : IRowKernel
{
    private const int GroupBytes = 3 * ResampleCoefficients.GroupTaps;
    private const int HalvesBytes = ResampleCoefficients.GroupTaps * sizeof(short);
    private const byte Zero = 0xFF;

    public static int Reach(ResampleCoefficients coefficients) =>
        (GroupBytes * coefficients.Groups) + Vector128<byte>.Count - GroupBytes;

    public static ReadOnlySpan<byte> Weights(ResampleCoefficients coefficients) => MemoryMarshal.AsBytes(coefficients.Weights);

    // Until the end each sum has two parts: taps 0 and 1 of the groups, taps 2 and 3. Red and green are in the lower half of a vector,
    // blue is in the upper one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowSums Sum(in IRowKernel.Four pixels, in IRowKernel.Four weights, ResampleCoefficients coefficients)
    {
        var pairs = Vector256.Create(
            0, Zero, 3, Zero, 6, Zero, 9, Zero, 1, Zero, 4, Zero, 7, Zero, 10, Zero,
            2, Zero, 5, Zero, 8, Zero, 11, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero);
        Vector256<int> aHigh = default, bHigh = default, cHigh = default, dHigh = default;
        Vector256<int> aLow = default, bLow = default, cLow = default, dLow = default;
        var (a, b, c, d) = ((nint)pixels.A, (nint)pixels.B, (nint)pixels.C, (nint)pixels.D);
        byte* wa = weights.A, wb = weights.B, wc = weights.C, wd = weights.D;
        nint end = coefficients.Groups * (nint)GroupBytes;
        nint w = 0;
        for (nint i = 0; i < end; i += GroupBytes)
        {
            Add((byte*)(a + i), pairs, wa + w, ref aHigh, ref aLow);
            Add((byte*)(b + i), pairs, wb + w, ref bHigh, ref bLow);
            Add((byte*)(c + i), pairs, wc + w, ref cHigh, ref cLow);
            Add((byte*)(d + i), pairs, wd + w, ref dHigh, ref dLow);
            w += 2 * HalvesBytes;
        }

        var ab = Avx2.HorizontalAdd(Lanes256.Join(aHigh, aLow), Lanes256.Join(bHigh, bLow));
        var cd = Avx2.HorizontalAdd(Lanes256.Join(cHigh, cLow), Lanes256.Join(dHigh, dLow));
        return new RowSums(ab.GetLower(), cd.GetLower(), ab.GetUpper(), cd.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(byte* pixels, Vector256<byte> pairs, byte* weights, ref Vector256<int> high, ref Vector256<int> low)
    {
        var four = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(pixels), pairs).AsInt32();
        high = Lanes256.MultiplyAdd(high, four, Avx2.BroadcastScalarToVector256((long*)weights).AsInt32());
        low = Lanes256.MultiplyAdd(low, four, Avx2.BroadcastScalarToVector256((long*)(weights + HalvesBytes)).AsInt32());
    }
}
