using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Emo.Pictures.Pixels;

namespace Emo.Pictures.Resampling;

/// <summary>Vectors of 128 bits, which every processor has or the runtime emulates.</summary>
internal readonly struct Lanes128 : ISampleLanes<Vector128<int>>
{
    private const int Half = 1 << (ResampleCoefficients.PrecisionBits - 1);

    public static int Samples => Vector128<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(ref byte samples) => Vector128.LoadUnsafe(ref samples).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Weights(ref short pair) =>
        Vector128.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref pair)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pair(
        Vector128<int> upper, Vector128<int> lower, out Vector128<int> a, out Vector128<int> b, out Vector128<int> c, out Vector128<int> d)
    {
        (var low, var high) = ByteVectors.Zip(upper.AsByte(), lower.AsByte());
        (var a16, var b16) = Vector128.Widen(low);
        (var c16, var d16) = Vector128.Widen(high);
        (a, b, c, d) = (a16.AsInt32(), b16.AsInt32(), c16.AsInt32(), d16.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sums, Vector128<int> pairs, Vector128<int> weights) =>
        MultiplyAdd(sums, pairs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Join(Vector128<int> high, Vector128<int> low) => (high << 16) + low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadSums(ref int sums) => Vector128.LoadUnsafe(ref sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector128<int> value, ref int sums) => value.StoreUnsafe(ref sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d, ref byte samples) =>
        ToBytes(a, b, c, d).StoreUnsafe(ref samples);

    /// <summary>Rounds sums to bytes: 22 bits are the fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> ToBytes(Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d) =>
        ByteVectors.NarrowToBytes(Vector128.NarrowWithSaturation(Round(a), Round(b)), Vector128.NarrowWithSaturation(Round(c), Round(d)));

    /// <summary>Sums + first * first + second * second of each pair of 16-bit values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sums, Vector128<short> left, Vector128<short> right)
    {
        if (AvxVnni.IsSupported)
            return AvxVnni.MultiplyWideningAndAdd(sums, left, right);
        if (Sse2.IsSupported)
            return sums + Sse2.MultiplyAddAdjacent(left, right);
        if (AdvSimd.Arm64.IsSupported)
        {
            return sums + AdvSimd.Arm64.AddPairwise(
                AdvSimd.MultiplyWideningLower(left.GetLower(), right.GetLower()), AdvSimd.MultiplyWideningUpper(left, right));
        }

        (var leftLow, var rightLow) = ((left.AsInt32() << 16) >> 16, (right.AsInt32() << 16) >> 16);
        return sums + (leftLow * rightLow) + ((left.AsInt32() >> 16) * (right.AsInt32() >> 16));
    }

    /// <summary>Sums of neighbours: a0 + a1, a2 + a3, b0 + b1, b2 + b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AddPairs(Vector128<int> a, Vector128<int> b)
    {
        if (Ssse3.IsSupported)
            return Ssse3.HorizontalAdd(a, b);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.AddPairwise(a, b);
        return Vector128.Create(a[0] + a[1], a[2] + a[3], b[0] + b[1], b[2] + b[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Round(Vector128<int> sums) => (sums + Vector128.Create(Half)) >> ResampleCoefficients.PrecisionBits;
}
