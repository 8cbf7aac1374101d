using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Resampling;

/// <summary>
/// Vectors of 256 bits, where the processor has AVX2; VNNI fuses the addition. Vectors of 512 bits do not pay: their shuffles have one
/// port, and .NET has no VNNI of this width.
/// </summary>
internal readonly struct Lanes256 : ISampleLanes<Vector256<int>>
{
    private const int Half = 1 << (ResampleCoefficients.PrecisionBits - 1);

    public static int Samples => Vector256<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(ref byte samples) => Vector256.LoadUnsafe(ref samples).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Weights(ref short pair) =>
        Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref pair)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pair(
        Vector256<int> upper, Vector256<int> lower, out Vector256<int> a, out Vector256<int> b, out Vector256<int> c, out Vector256<int> d)
    {
        var low = Avx2.UnpackLow(upper.AsByte(), lower.AsByte());
        var high = Avx2.UnpackHigh(upper.AsByte(), lower.AsByte());
        a = Avx2.UnpackLow(low, Vector256<byte>.Zero).AsInt32();
        b = Avx2.UnpackHigh(low, Vector256<byte>.Zero).AsInt32();
        c = Avx2.UnpackLow(high, Vector256<byte>.Zero).AsInt32();
        d = Avx2.UnpackHigh(high, Vector256<byte>.Zero).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sums, Vector256<int> pairs, Vector256<int> weights) => AvxVnni.IsSupported
        ? AvxVnni.MultiplyWideningAndAdd(sums, pairs.AsInt16(), weights.AsInt16())
        : sums + Avx2.MultiplyAddAdjacent(pairs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Join(Vector256<int> high, Vector256<int> low) => (high << 16) + low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadSums(ref int sums) => Vector256.LoadUnsafe(ref sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(Vector256<int> value, ref int sums) => value.StoreUnsafe(ref sums);

    // Packing stays within halves of 128 bits, as unpacking does: the samples come out in their order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d, ref byte samples) =>
        Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(Round(a), Round(b)), Avx2.PackSignedSaturate(Round(c), Round(d)))
            .StoreUnsafe(ref samples);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<int> sums) => (sums + Vector256.Create(Half)) >> ResampleCoefficients.PrecisionBits;
}
