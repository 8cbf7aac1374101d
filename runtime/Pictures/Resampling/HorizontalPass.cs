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

    /// <summary>16-bit halves of a group's weights.</summary>
    private const int GroupLength = 2 * ResampleCoefficients.GroupTaps;

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

    // The row and its padded end are pinned as long as pointers to them are in use; what an output reads lies inside one of them.
    private static unsafe void Resample256(in PaddedRow source, ResampleCoefficients coefficients, Span<byte> result)
    {
        var starts = coefficients.Starts;
        int groups = coefficients.Groups;
        int stride = GroupLength * groups;
        var all = coefficients.Weights;
        fixed (byte* row = source.Inside, tail = source.Tail)
        {
            fixed (short* weights = all)
            {
                for (int x = 0; x < starts.Length; x += Batch)
                {
                    // Beyond the last output it is made again.
                    int rest = starts.Length - 1 - x;
                    (int second, int third, int fourth) = rest >= 3 ? (1, 2, 3) : (Math.Min(1, rest), Math.Min(2, rest), rest);
                    Sum256(
                        (byte*)Unsafe.AsPointer(ref source.At(starts[x])),
                        (byte*)Unsafe.AsPointer(ref source.At(starts[x + second])),
                        (byte*)Unsafe.AsPointer(ref source.At(starts[x + third])),
                        (byte*)Unsafe.AsPointer(ref source.At(starts[x + fourth])),
                        weights + (x * stride),
                        second * stride,
                        third * stride,
                        fourth * stride,
                        groups,
                        out var ab,
                        out var cd);
                    Store(ab.GetLower(), cd.GetLower(), ab.GetUpper(), cd.GetUpper(), result[(PixelBytes * x)..]);
                }
            }
        }
    }

    private static void Resample128(in PaddedRow source, ResampleCoefficients coefficients, Span<byte> result)
    {
        var starts = coefficients.Starts;
        int groups = coefficients.Groups;
        int stride = GroupLength * groups;
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
    /// The sums of four outputs. Until the end each has two parts: taps 0 and 1 of the groups, taps 2 and 3. Red and green are in the lower
    /// half of a vector, blue is in the upper one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Sum256(
        byte* a,
        byte* b,
        byte* c,
        byte* d,
        short* weights,
        nint second,
        nint third,
        nint fourth,
        int groups,
        out Vector256<int> ab,
        out Vector256<int> cd)
    {
        var pairs = Vector256.Create(
            0, Zero, 3, Zero, 6, Zero, 9, Zero, 1, Zero, 4, Zero, 7, Zero, 10, Zero,
            2, Zero, 5, Zero, 8, Zero, 11, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero);
        Vector256<int> aHigh = default, bHigh = default, cHigh = default, dHigh = default;
        Vector256<int> aLow = default, bLow = default, cLow = default, dLow = default;
        for (nint i = 0; i < groups * (nint)GroupBytes; i += GroupBytes)
        {
            var four = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(a + i), pairs).AsInt32();
            aHigh = Lanes256.MultiplyAdd(aHigh, four, Halves256(weights));
            aLow = Lanes256.MultiplyAdd(aLow, four, Halves256(weights + 4));
            four = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(b + i), pairs).AsInt32();
            bHigh = Lanes256.MultiplyAdd(bHigh, four, Halves256(weights + second));
            bLow = Lanes256.MultiplyAdd(bLow, four, Halves256(weights + second + 4));
            four = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(c + i), pairs).AsInt32();
            cHigh = Lanes256.MultiplyAdd(cHigh, four, Halves256(weights + third));
            cLow = Lanes256.MultiplyAdd(cLow, four, Halves256(weights + third + 4));
            four = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(d + i), pairs).AsInt32();
            dHigh = Lanes256.MultiplyAdd(dHigh, four, Halves256(weights + fourth));
            dLow = Lanes256.MultiplyAdd(dLow, four, Halves256(weights + fourth + 4));
            weights += GroupLength;
        }

        ab = Avx2.HorizontalAdd(Lanes256.Join(aHigh, aLow), Lanes256.Join(bHigh, bLow));
        cd = Avx2.HorizontalAdd(Lanes256.Join(cHigh, cLow), Lanes256.Join(dHigh, dLow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Halves256(short* weights) => Avx2.BroadcastScalarToVector256((long*)weights).AsInt32();

    /// <summary>The sums of one output, as in <see cref="Sum256"/>.</summary>
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
    private static void Store(
        Vector128<int> redGreen, Vector128<int> redGreen2, Vector128<int> blue, Vector128<int> blue2, Span<byte> result)
    {
        var bytes = Lanes128.ToBytes(redGreen, redGreen2, blue, blue2);
        Vector128.Shuffle(bytes, Vector128.Create((byte)0, 1, 8, 2, 3, 10, 4, 5, 12, 6, 7, 14, Zero, Zero, Zero, Zero)).CopyTo(result);
    }
}
