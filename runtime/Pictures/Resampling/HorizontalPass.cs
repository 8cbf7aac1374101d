using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Resampling;

/// <summary>
/// Resamples a row, four outputs at a time. A load of 16 bytes has four pixels; a shuffle brings the samples of a channel together as
/// pairs of 16 bits, which are multiplied and added with the halves of the weights.
/// </summary>
internal static class HorizontalPass
{
    /// <summary>Outputs that are made together: the result needs room for as many.</summary>
    private const int Batch = 4;

    private const int PixelBytes = 3;

    /// <summary>Bytes of the groups' pixels.</summary>
    private const int GroupBytes = PixelBytes * ResampleCoefficients.GroupTaps;

    private const byte Zero = 0xFF;

    /// <summary>Bytes that a result of so many pixels needs: its last store is longer than what it has.</summary>
    public static int ResultBytes(int length) => (PixelBytes * (length + Batch - 1)) + Vector128<byte>.Count;

    /// <summary>Resamples a row.</summary>
    /// <param name="row">The source's pixels from column <paramref name="left"/> on.</param>
    /// <param name="left">Their first column.</param>
    /// <param name="coefficients">What is made of them.</param>
    /// <param name="memory">Memory to use.</param>
    /// <param name="result">Receives the pixels; <see cref="ResultBytes"/> long.</param>
    public static void Resample(
        ReadOnlySpan<byte> row, int left, ResampleCoefficients coefficients, ResizeMemory memory, Span<byte> result)
    {
        // What the groups of an output read, the padded ones too, and what the last load has beyond them.
        int reach = (GroupBytes * coefficients.Groups) + Vector128<byte>.Count - GroupBytes;
        var source = new PaddedRow(row, left, reach, memory);
        result = result[..ResultBytes(coefficients.Length)];
        if (Avx2.IsSupported)
            Resample256(source, coefficients, result);
        else
            Resample128(source, coefficients, result);
    }

    private static void Resample256(in PaddedRow source, ResampleCoefficients coefficients, Span<byte> result)
    {
        var starts = coefficients.Starts;
        int groups = coefficients.Groups;
        int stride = 2 * ResampleCoefficients.GroupTaps * groups;
        ref short weights = ref MemoryMarshal.GetReference(coefficients.Weights);
        for (int x = 0; x < starts.Length; x += Batch)
        {
            // Beyond the last output it is made again.
            int last = starts.Length - 1;
            (int second, int third, int fourth) = (Math.Min(x + 1, last), Math.Min(x + 2, last), Math.Min(x + 3, last));
            var a = Sum256(ref source.At(starts[x]), ref Unsafe.Add(ref weights, x * stride), groups);
            var b = Sum256(ref source.At(starts[second]), ref Unsafe.Add(ref weights, second * stride), groups);
            var c = Sum256(ref source.At(starts[third]), ref Unsafe.Add(ref weights, third * stride), groups);
            var d = Sum256(ref source.At(starts[fourth]), ref Unsafe.Add(ref weights, fourth * stride), groups);
            var ab = Avx2.HorizontalAdd(a, b);
            var cd = Avx2.HorizontalAdd(c, d);
            Store(ab.GetLower(), cd.GetLower(), ab.GetUpper(), cd.GetUpper(), result[(PixelBytes * x)..]);
        }
    }

    private static void Resample128(in PaddedRow source, ResampleCoefficients coefficients, Span<byte> result)
    {
        var starts = coefficients.Starts;
        int groups = coefficients.Groups;
        int stride = 2 * ResampleCoefficients.GroupTaps * groups;
        ref short weights = ref MemoryMarshal.GetReference(coefficients.Weights);
        for (int x = 0; x < starts.Length; x += Batch)
        {
            int last = starts.Length - 1;
            (int second, int third, int fourth) = (Math.Min(x + 1, last), Math.Min(x + 2, last), Math.Min(x + 3, last));
            Sum128(ref source.At(starts[x]), ref Unsafe.Add(ref weights, x * stride), groups, out var a, out var aBlue);
            Sum128(ref source.At(starts[second]), ref Unsafe.Add(ref weights, second * stride), groups, out var b, out var bBlue);
            Sum128(ref source.At(starts[third]), ref Unsafe.Add(ref weights, third * stride), groups, out var c, out var cBlue);
            Sum128(ref source.At(starts[fourth]), ref Unsafe.Add(ref weights, fourth * stride), groups, out var d, out var dBlue);
            Store(
                Lanes128.AddPairs(a, b),
                Lanes128.AddPairs(c, d),
                Lanes128.AddPairs(aBlue, bBlue),
                Lanes128.AddPairs(cBlue, dBlue),
                result[(PixelBytes * x)..]);
        }
    }

    /// <summary>
    /// The sums of one output, each of two parts: taps 0 and 1 of the groups, taps 2 and 3. Red and green are in the lower half, blue is in
    /// the upper one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum256(ref byte samples, ref short weights, int groups)
    {
        var pairs = Vector256.Create(
            0, Zero, 3, Zero, 6, Zero, 9, Zero, 1, Zero, 4, Zero, 7, Zero, 10, Zero,
            2, Zero, 5, Zero, 8, Zero, 11, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero);
        var high = Vector256<int>.Zero;
        var low = Vector256<int>.Zero;
        for (int i = 0; i < groups; i++)
        {
            var four = Avx2.Shuffle(Vector256.Create(Vector128.LoadUnsafe(ref samples)), pairs).AsInt32();
            high = Lanes256.MultiplyAdd(high, four, Vector256.Create(ReadHalves(ref weights)).AsInt32());
            low = Lanes256.MultiplyAdd(low, four, Vector256.Create(ReadHalves(ref Unsafe.Add(ref weights, 4))).AsInt32());
            samples = ref Unsafe.Add(ref samples, GroupBytes);
            weights = ref Unsafe.Add(ref weights, 8);
        }

        return Lanes256.Join(high, low);
    }

    /// <inheritdoc cref="Sum256"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum128(ref byte samples, ref short weights, int groups, out Vector128<int> redGreen, out Vector128<int> blue)
    {
        var high = Vector128<int>.Zero;
        var low = Vector128<int>.Zero;
        var blueHigh = Vector128<int>.Zero;
        var blueLow = Vector128<int>.Zero;
        for (int i = 0; i < groups; i++)
        {
            var four = Vector128.LoadUnsafe(ref samples);
            var pairs = Vector128.Shuffle(
                four, Vector128.Create(0, Zero, 3, Zero, 6, Zero, 9, Zero, 1, Zero, 4, Zero, 7, Zero, 10, Zero)).AsInt16();
            var bluePairs = Vector128.Shuffle(
                four, Vector128.Create(2, Zero, 5, Zero, 8, Zero, 11, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero)).AsInt16();
            var highWeights = Vector128.Create(ReadHalves(ref weights)).AsInt16();
            var lowWeights = Vector128.Create(ReadHalves(ref Unsafe.Add(ref weights, 4))).AsInt16();
            high = Lanes128.MultiplyAdd(high, pairs, highWeights);
            low = Lanes128.MultiplyAdd(low, pairs, lowWeights);
            blueHigh = Lanes128.MultiplyAdd(blueHigh, bluePairs, highWeights);
            blueLow = Lanes128.MultiplyAdd(blueLow, bluePairs, lowWeights);
            samples = ref Unsafe.Add(ref samples, GroupBytes);
            weights = ref Unsafe.Add(ref weights, 8);
        }

        redGreen = Lanes128.Join(high, low);
        blue = Lanes128.Join(blueHigh, blueLow);
    }

    /// <summary>The halves of four weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ReadHalves(ref short weights) => Unsafe.ReadUnaligned<long>(ref Unsafe.As<short, byte>(ref weights));

    /// <summary>Writes four pixels, and four bytes behind them: R0 G0 R1 G1, R2 G2 R3 G3, B0 - B1 -, B2 - B3 -.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<int> redGreen, Vector128<int> redGreen2, Vector128<int> blue, Vector128<int> blue2, Span<byte> result)
    {
        var bytes = Lanes128.ToBytes(redGreen, redGreen2, blue, blue2);
        Vector128.Shuffle(bytes, Vector128.Create((byte)0, 1, 8, 2, 3, 10, 4, 5, 12, 6, 7, 14, Zero, Zero, Zero, Zero)).CopyTo(result);
    }
}
