using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Emo.Pictures.Pixels;

namespace Emo.Pictures.Resampling;

/// <summary>
/// The passes of a bilinear resize. Between them a sample has 15 bits: OpenCV drops 4 of its 19 before it multiplies again, keeps the high
/// halves of the products, adds them, and rounds 2 bits away.
/// </summary>
internal static class LinearPasses
{
    private const byte Zero = 0xFF;

    /// <summary>Bytes that are read for a pair of pixels.</summary>
    private const int PairBytes = sizeof(ulong);

    /// <summary>The length of a buffer for so many samples: in whole vectors, with room for a last store that is longer.</summary>
    public static int Padded(int samples) => (samples + 32 + 15) / 16 * 16;

    /// <summary>The length of a blended row: a pixel on each side, and room.</summary>
    public static int BlendedLength(int width) => Padded((3 * width) + 6);

    /// <summary>Resizes a row across, before the rows are blended.</summary>
    /// <param name="row">The pixels from the first one that is read on.</param>
    /// <param name="axis">What the outputs are made of.</param>
    /// <param name="memory">Memory to use.</param>
    /// <param name="result">Receives the samples, <see cref="Padded"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(ReadOnlySpan<byte> row, LinearAxis axis, ResizeMemory memory, Span<short> result)
    {
        var source = new PaddedRow(row, axis.Start, PairBytes, memory);
        var taps = axis.Taps;
        for (int x = 0; x < taps.Length; x += 2)
        {
            var second = taps[Math.Min(x + 1, taps.Length - 1)];
            var samples = Vector128.NarrowWithSaturation(NarrowPixel(source, taps[x]), NarrowPixel(source, second));
            Vector128.Shuffle(samples, Vector128.Create(0, 1, 2, 4, 5, 6, -1, -1)).CopyTo(result[(3 * x)..]);
        }
    }

    /// <summary>Blends rows that were resized across: the last pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Blend(ReadOnlySpan<short> above, ReadOnlySpan<short> below, short first, short second, Span<byte> result)
    {
        above = above[..result.Length];
        below = below[..result.Length];
        var (firsts, seconds) = (Vector128.Create(first), Vector128.Create(second));
        for (int x = 0; x <= result.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            ref short a = ref MemoryMarshal.GetReference(above.Slice(x, Vector128<byte>.Count));
            ref short b = ref MemoryMarshal.GetReference(below.Slice(x, Vector128<byte>.Count));
            var low = MultiplyHigh(Vector128.LoadUnsafe(ref a), firsts) + MultiplyHigh(Vector128.LoadUnsafe(ref b), seconds);
            var high = MultiplyHigh(Vector128.LoadUnsafe(ref a, 8), firsts) + MultiplyHigh(Vector128.LoadUnsafe(ref b, 8), seconds);
            ByteVectors.NarrowToBytes(Round(low), Round(high)).CopyTo(result[x..]);
        }
    }

    /// <summary>Blends stored rows that are upright columns: the first pass. The result has the pixels at the edges twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void BlendFirst(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int pair, int width, Span<short> result)
    {
        var weights = Vector128.Create(pair);
        for (int x = 0; x < 3 * width; x += Vector128<byte>.Count)
        {
            Lanes128.Pair(
                Vector128.Create(upper.Slice(x, Vector128<byte>.Count)).AsInt32(),
                Vector128.Create(lower.Slice(x, Vector128<byte>.Count)).AsInt32(),
                out var a,
                out var b,
                out var c,
                out var d);
            var samples = result.Slice(3 + x, Vector128<byte>.Count);
            Vector128.NarrowWithSaturation(Product(a, weights), Product(b, weights)).CopyTo(samples);
            Vector128.NarrowWithSaturation(Product(c, weights), Product(d, weights)).CopyTo(samples[8..]);
        }

        result.Slice(3, 3).CopyTo(result);
        result.Slice(3 * width, 3).CopyTo(result[(3 * (width + 1))..]);
    }

    /// <summary>Resizes a blended row: the last pass.</summary>
    /// <param name="blended">What <see cref="BlendFirst"/> made.</param>
    /// <param name="axis">What the outputs are made of.</param>
    /// <param name="result">Receives the pixels, <see cref="Padded"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NarrowLast(ReadOnlySpan<short> blended, LinearAxis axis, Span<byte> result)
    {
        var taps = axis.Taps;
        for (int x = 0; x < taps.Length; x += 2)
        {
            var second = taps[Math.Min(x + 1, taps.Length - 1)];
            var samples = ByteVectors.NarrowToBytes(
                Round(NarrowPixel(blended, axis.Start, taps[x])), Round(NarrowPixel(blended, axis.Start, second)));
            Vector128.Shuffle(
                samples, Vector128.Create((byte)0, 1, 2, 8, 9, 10, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero))
                .GetLower().CopyTo(result[(3 * x)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> NarrowPixel(in PaddedRow source, LinearTap tap)
    {
        var pixels = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref source.At(tap.Index))).AsByte();
        var pairs = Vector128.Shuffle(
            pixels, Vector128.Create(0, Zero, 3, Zero, 1, Zero, 4, Zero, 2, Zero, 5, Zero, Zero, Zero, Zero, Zero));
        return Product(pairs.AsInt32(), Vector128.Create(tap.Pair));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> NarrowPixel(ReadOnlySpan<short> blended, int start, LinearTap tap)
    {
        var (f, s) = (tap.First, tap.Second);
        var pixels = Vector128.Create(blended.Slice(3 * (tap.Index - start + 1), Vector128<short>.Count));
        var products = MultiplyHigh(pixels, Vector128.Create(f, f, f, s, s, s, 0, 0));
        return products + Vector128.Shuffle(products, Vector128.Create(3, 4, 5, -1, -1, -1, -1, -1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Product(Vector128<int> pairs, Vector128<int> weights) =>
        Lanes128.MultiplyAdd(Vector128<int>.Zero, pairs, weights) >> 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Round(Vector128<short> sums) => (sums + Vector128.Create((short)2)) >> 2;

    /// <summary>The high halves of the products; no value is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> MultiplyHigh(Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported)
            return Sse2.MultiplyHigh(left, right);
        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyDoublingSaturateHigh(left, right) >> 1;
        (var leftLow, var leftHigh) = Vector128.Widen(left);
        (var rightLow, var rightHigh) = Vector128.Widen(right);
        return Vector128.Narrow((leftLow * rightLow) >> 16, (leftHigh * rightHigh) >> 16);
    }
}
