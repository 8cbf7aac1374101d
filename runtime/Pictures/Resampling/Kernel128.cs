using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Resampling;

/// <summary>Any processor: as <see cref="Kernel256"/>, with red and green in one vector and blue in another.</summary>
internal unsafe struct Kernel128 : IRowKernel
{
    private const int GroupBytes = 3 * ResampleCoefficients.GroupTaps;
    private const int HalvesBytes = ResampleCoefficients.GroupTaps * sizeof(short);
    private const byte Zero = 0xFF;

    public static int Reach(ResampleCoefficients coefficients) =>
        (GroupBytes * coefficients.Groups) + Vector128<byte>.Count - GroupBytes;

    public static ReadOnlySpan<byte> Weights(ResampleCoefficients coefficients) => MemoryMarshal.AsBytes(coefficients.Weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowSums Sum(in IRowKernel.Four pixels, in IRowKernel.Four weights, ResampleCoefficients coefficients)
    {
        var (a, aBlue) = Sum(pixels.A, weights.A, coefficients.Groups);
        var (b, bBlue) = Sum(pixels.B, weights.B, coefficients.Groups);
        var (c, cBlue) = Sum(pixels.C, weights.C, coefficients.Groups);
        var (d, dBlue) = Sum(pixels.D, weights.D, coefficients.Groups);
        return new RowSums(
            Lanes128.AddPairs(a, b), Lanes128.AddPairs(c, d), Lanes128.AddPairs(aBlue, bBlue), Lanes128.AddPairs(cBlue, dBlue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<int> RedGreen, Vector128<int> Blue) Sum(byte* pixels, byte* weights, int groups)
    {
        var high = Vector128<int>.Zero;
        var low = Vector128<int>.Zero;
        var blueHigh = Vector128<int>.Zero;
        var blueLow = Vector128<int>.Zero;
        for (int i = 0; i < groups; i++)
        {
            var four = Vector128.Load(pixels);
            var pairs = Vector128.Shuffle(
                four, Vector128.Create(0, Zero, 3, Zero, 6, Zero, 9, Zero, 1, Zero, 4, Zero, 7, Zero, 10, Zero)).AsInt16();
            var bluePairs = Vector128.Shuffle(
                four, Vector128.Create(2, Zero, 5, Zero, 8, Zero, 11, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero)).AsInt16();
            var highWeights = Vector128.Create(Unsafe.ReadUnaligned<long>(weights)).AsInt16();
            var lowWeights = Vector128.Create(Unsafe.ReadUnaligned<long>(weights + HalvesBytes)).AsInt16();
            high = Lanes128.MultiplyAdd(high, pairs, highWeights);
            low = Lanes128.MultiplyAdd(low, pairs, lowWeights);
            blueHigh = Lanes128.MultiplyAdd(blueHigh, bluePairs, highWeights);
            blueLow = Lanes128.MultiplyAdd(blueLow, bluePairs, lowWeights);
            pixels += GroupBytes;
            weights += 2 * HalvesBytes;
        }

        return (Lanes128.Join(high, low), Lanes128.Join(blueHigh, blueLow));
    }
}
