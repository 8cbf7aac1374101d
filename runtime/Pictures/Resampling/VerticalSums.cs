using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Pictures.Resampling;

/// <summary>Weighted sums of rows, as long as the results: multiples of a vector.</summary>
internal static class VerticalSums
{
    private const int GroupLength = 2 * ResampleCoefficients.GroupTaps;

    /// <summary>Makes a row of bytes.</summary>
    /// <param name="rows">Memory that has the rows.</param>
    /// <param name="offsets">Where each row begins, in groups of four.</param>
    /// <param name="weights">The groups of their weights.</param>
    /// <param name="result">Receives the weighted sum, rounded.</param>
    public static void Blend<TLanes, TVector>(
        ReadOnlySpan<byte> rows, ReadOnlySpan<int> offsets, ReadOnlySpan<short> weights, Span<byte> result)
        where TLanes : ISampleLanes<TVector>
        where TVector : struct
    {
        Check(rows, offsets, weights, result.Length);
        for (int x = 0; x < result.Length; x += TLanes.Samples)
        {
            Sum<TLanes, TVector>(rows, offsets, weights, x, out var a, out var b, out var c, out var d);
            TLanes.StoreBytes(a, b, c, d, ref MemoryMarshal.GetReference(result[x..]));
        }
    }

    /// <summary>Adds a part of the rows to sums, which are in an order that <see cref="Finish"/> knows.</summary>
    /// <inheritdoc cref="Blend"/>
    /// <param name="rows">Memory that has the rows.</param>
    /// <param name="offsets">Where each row begins, in groups of four.</param>
    /// <param name="weights">The groups of their weights.</param>
    /// <param name="sums">What is added to.</param>
    public static void Add<TLanes, TVector>(
        ReadOnlySpan<byte> rows, ReadOnlySpan<int> offsets, ReadOnlySpan<short> weights, Span<int> sums)
        where TLanes : ISampleLanes<TVector>
        where TVector : struct
    {
        Check(rows, offsets, weights, sums.Length);
        int vector = TLanes.Samples / sizeof(int);
        for (int x = 0; x < sums.Length; x += TLanes.Samples)
        {
            Sum<TLanes, TVector>(rows, offsets, weights, x, out var a, out var b, out var c, out var d);
            ref int at = ref MemoryMarshal.GetReference(sums[x..]);
            AddTo<TLanes, TVector>(a, ref at);
            AddTo<TLanes, TVector>(b, ref Unsafe.Add(ref at, vector));
            AddTo<TLanes, TVector>(c, ref Unsafe.Add(ref at, 2 * vector));
            AddTo<TLanes, TVector>(d, ref Unsafe.Add(ref at, 3 * vector));
        }
    }

    /// <summary>Rounds sums to bytes.</summary>
    public static void Finish<TLanes, TVector>(ReadOnlySpan<int> sums, Span<byte> result)
        where TLanes : ISampleLanes<TVector>
        where TVector : struct
    {
        int vector = TLanes.Samples / sizeof(int);
        for (int x = 0; x < result.Length; x += TLanes.Samples)
        {
            ref int at = ref MemoryMarshal.GetReference(sums.Slice(x, TLanes.Samples));
            TLanes.StoreBytes(
                TLanes.LoadSums(ref at),
                TLanes.LoadSums(ref Unsafe.Add(ref at, vector)),
                TLanes.LoadSums(ref Unsafe.Add(ref at, 2 * vector)),
                TLanes.LoadSums(ref Unsafe.Add(ref at, 3 * vector)),
                ref MemoryMarshal.GetReference(result[x..]));
        }
    }

    /// <summary>What the loops rely on: every row is as long as the result, in whole vectors.</summary>
    private static void Check(ReadOnlySpan<byte> rows, ReadOnlySpan<int> offsets, ReadOnlySpan<short> weights, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, offsets.Length / ResampleCoefficients.GroupTaps * GroupLength);
        foreach (int offset in offsets)
            _ = rows.Slice(offset, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo<TLanes, TVector>(TVector value, ref int sums)
        where TLanes : ISampleLanes<TVector>
        where TVector : struct =>
        TLanes.StoreSums(TLanes.Add(value, TLanes.LoadSums(ref sums)), ref sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum<TLanes, TVector>(
        ReadOnlySpan<byte> rows,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<short> weights,
        int x,
        out TVector a,
        out TVector b,
        out TVector c,
        out TVector d)
        where TLanes : ISampleLanes<TVector>
        where TVector : struct
    {
        TVector aHigh = default, bHigh = default, cHigh = default, dHigh = default;
        TVector aLow = default, bLow = default, cLow = default, dLow = default;
        ref byte column = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), x);
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        ref short halves = ref MemoryMarshal.GetReference(weights);
        for (int i = 0; i < offsets.Length; i += 2)
        {
            TLanes.Pair(
                TLanes.Load(ref Unsafe.Add(ref column, Unsafe.Add(ref offset, i))),
                TLanes.Load(ref Unsafe.Add(ref column, Unsafe.Add(ref offset, i + 1))),
                out var pa,
                out var pb,
                out var pc,
                out var pd);
            // A group has four high halves, then four low ones.
            ref short pair = ref Unsafe.Add(ref halves, (2 * i) - (i & 2));
            var high = TLanes.Weights(ref pair);
            var low = TLanes.Weights(ref Unsafe.Add(ref pair, ResampleCoefficients.GroupTaps));
            aHigh = TLanes.MultiplyAdd(aHigh, pa, high);
            aLow = TLanes.MultiplyAdd(aLow, pa, low);
            bHigh = TLanes.MultiplyAdd(bHigh, pb, high);
            bLow = TLanes.MultiplyAdd(bLow, pb, low);
            cHigh = TLanes.MultiplyAdd(cHigh, pc, high);
            cLow = TLanes.MultiplyAdd(cLow, pc, low);
            dHigh = TLanes.MultiplyAdd(dHigh, pd, high);
            dLow = TLanes.MultiplyAdd(dLow, pd, low);
        }

        a = TLanes.Join(aHigh, aLow);
        b = TLanes.Join(bHigh, bLow);
        c = TLanes.Join(cHigh, cLow);
        d = TLanes.Join(dHigh, dLow);
    }
}
