using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Resampling;

/// <summary>
/// AVX-512 VBMI and AVX-VNNI, which permute bytes, and multiply and add four of them at once: eight taps of three channels are one
/// permutation and three products, with the bytes of the weights.
/// </summary>
internal unsafe struct ByteKernel : IRowKernel
{
    /// <summary>Taps of a group.</summary>
    public const int GroupTaps = 8;

    /// <summary>Bytes of a group's weights: the low ones, the middle ones, the high ones.</summary>
    public const int GroupLength = 3 * GroupTaps;

    private const int GroupBytes = 3 * GroupTaps;

    /// <summary>Whether the processor has what it takes.</summary>
    public static bool IsSupported => Avx512Vbmi.VL.IsSupported && AvxVnni.IsSupported;

    public static int Reach(ResampleCoefficients coefficients) =>
        (GroupBytes * coefficients.ByteGroups) + Vector256<byte>.Count - GroupBytes;

    public static ReadOnlySpan<byte> Weights(ResampleCoefficients coefficients) => MemoryMarshal.AsBytes(coefficients.Bytes());

    /// <summary>Splits a weight into signed bytes.</summary>
    public static (sbyte Low, sbyte Middle, sbyte High) Split(int weight)
    {
        sbyte low = (sbyte)weight;
        int rest = (weight - low) >> 8;
        sbyte middle = (sbyte)rest;
        return (low, middle, (sbyte)((rest - middle) >> 8));
    }

    // Until the end each sum has two parts. Red and green are in the lower half of a vector, blue is in the upper one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowSums Sum(in IRowKernel.Four pixels, in IRowKernel.Four weights, ResampleCoefficients coefficients)
    {
        var channels = Vector256.Create(
            (byte)0, 3, 6, 9, 12, 15, 18, 21, 1, 4, 7, 10, 13, 16, 19, 22, 2, 5, 8, 11, 14, 17, 20, 23, 0, 0, 0, 0, 0, 0, 0, 0);
        Vector256<int> aHigh = default, aMiddle = default, aLow = default;
        Vector256<int> bHigh = default, bMiddle = default, bLow = default;
        Vector256<int> cHigh = default, cMiddle = default, cLow = default;
        Vector256<int> dHigh = default, dMiddle = default, dLow = default;
        var (a, b, c, d) = ((nint)pixels.A, (nint)pixels.B, (nint)pixels.C, (nint)pixels.D);
        byte* wa = weights.A, wb = weights.B, wc = weights.C, wd = weights.D;
        nint end = coefficients.ByteGroups * (nint)GroupBytes;
        // A group has as many bytes of weights as of pixels.
        for (nint i = 0; i < end; i += GroupBytes)
        {
            Add((byte*)(a + i), channels, wa + i, ref aHigh, ref aMiddle, ref aLow);
            Add((byte*)(b + i), channels, wb + i, ref bHigh, ref bMiddle, ref bLow);
            Add((byte*)(c + i), channels, wc + i, ref cHigh, ref cMiddle, ref cLow);
            Add((byte*)(d + i), channels, wd + i, ref dHigh, ref dMiddle, ref dLow);
        }

        var ab = Avx2.HorizontalAdd(Join(aHigh, aMiddle, aLow), Join(bHigh, bMiddle, bLow));
        var cd = Avx2.HorizontalAdd(Join(cHigh, cMiddle, cLow), Join(dHigh, dMiddle, dLow));
        return new RowSums(ab.GetLower(), cd.GetLower(), ab.GetUpper(), cd.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        byte* pixels, Vector256<byte> channels, byte* weights, ref Vector256<int> high, ref Vector256<int> middle, ref Vector256<int> low)
    {
        var samples = Avx512Vbmi.VL.PermuteVar32x8(Vector256.Load(pixels), channels);
        low = AvxVnni.MultiplyWideningAndAdd(low, samples, Weights(weights));
        middle = AvxVnni.MultiplyWideningAndAdd(middle, samples, Weights(weights + GroupTaps));
        high = AvxVnni.MultiplyWideningAndAdd(high, samples, Weights(weights + (2 * GroupTaps)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Weights(byte* weights) => Avx2.BroadcastScalarToVector256((long*)weights).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Join(Vector256<int> high, Vector256<int> middle, Vector256<int> low) =>
        (high << 16) + (middle << 8) + low;
}
