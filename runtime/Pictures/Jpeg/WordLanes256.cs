using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Jpeg;

/// <summary>256 bits with AVX2: two blocks side by side.</summary>
internal readonly struct WordLanes256 : IWordLanes<Vector256<short>, Vector256<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Add(Vector256<short> a, Vector256<short> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Subtract(Vector256<short> a, Vector256<short> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Multiply(Vector256<short> a, Vector256<short> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Create(short value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<int> Low, Vector256<int> High) SumOfProducts(
        Vector256<short> a, Vector256<short> b, short factorA, short factorB)
    {
        var factors = Vector256.Create((factorA & 0xFFFF) | (factorB << 16)).AsInt16();
        return (Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(a, b), factors), Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(a, b), factors));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<int> Low, Vector256<int> High) Scale(Vector256<short> a) =>
        (Avx2.UnpackLow(Vector256<short>.Zero, a).AsInt32() >> 3, Avx2.UnpackHigh(Vector256<short>.Zero, a).AsInt32() >> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> a, Vector256<int> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Subtract(Vector256<int> a, Vector256<int> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Descale(Vector256<int> low, Vector256<int> high, int bits)
    {
        var half = Vector256.Create(1 << (bits - 1));
        return Avx2.PackSignedSaturate((low + half) >> bits, (high + half) >> bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref WordRows<Vector256<short>> rows)
    {
        Zip(ref rows.R0, ref rows.R4);
        Zip(ref rows.R1, ref rows.R5);
        Zip(ref rows.R2, ref rows.R6);
        Zip(ref rows.R3, ref rows.R7);
        var (a, b, c, d, e, f, g, h) = (rows.R0, rows.R4, rows.R1, rows.R5, rows.R2, rows.R6, rows.R3, rows.R7);
        Zip(ref a, ref e);
        Zip(ref b, ref f);
        Zip(ref c, ref g);
        Zip(ref d, ref h);
        Zip(ref a, ref c);
        Zip(ref e, ref g);
        Zip(ref b, ref d);
        Zip(ref f, ref h);
        (rows.R0, rows.R1, rows.R2, rows.R3, rows.R4, rows.R5, rows.R6, rows.R7) = (a, c, e, g, b, d, f, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Load(ref short first, ref short second, int row) => Vector256.Create(
        Vector128.LoadUnsafe(ref first, (nuint)(8 * row)),
        Vector128.LoadUnsafe(ref second, (nuint)(8 * row)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns(
        in WordRows<Vector256<short>> columns, ref byte first, int firstStride, ref byte second, int secondStride)
    {
        var a = ToSamples(columns.R0, columns.R1);
        var b = ToSamples(columns.R2, columns.R3);
        var c = ToSamples(columns.R4, columns.R5);
        var d = ToSamples(columns.R6, columns.R7);
        Zip(ref a, ref c);
        Zip(ref b, ref d);
        (b, c) = (c, b);
        Zip(ref a, ref c);
        Zip(ref b, ref d);
        Zip(ref a, ref b);
        Zip(ref c, ref d);
        Store(a.GetLower(), ref first, 0, firstStride);
        Store(b.GetLower(), ref first, 2, firstStride);
        Store(c.GetLower(), ref first, 4, firstStride);
        Store(d.GetLower(), ref first, 6, firstStride);
        Store(a.GetUpper(), ref second, 0, secondStride);
        Store(b.GetUpper(), ref second, 2, secondStride);
        Store(c.GetUpper(), ref second, 4, secondStride);
        Store(d.GetUpper(), ref second, 6, secondStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> rows, ref byte samples, int row, int stride)
    {
        rows.GetLower().StoreUnsafe(ref samples, (nuint)(row * stride));
        rows.GetUpper().StoreUnsafe(ref samples, (nuint)((row + 1) * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> ToSamples(Vector256<short> a, Vector256<short> b) =>
        (Avx2.PackSignedSaturate(a, b) + Vector256.Create((sbyte)-128)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zip(ref Vector256<short> a, ref Vector256<short> b) => (a, b) = (Avx2.UnpackLow(a, b), Avx2.UnpackHigh(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zip(ref Vector256<byte> a, ref Vector256<byte> b) => (a, b) = (Avx2.UnpackLow(a, b), Avx2.UnpackHigh(a, b));

    public static int Bytes => Vector256<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<short> Low, Vector256<short> High) LoadBytes(ref byte bytes)
    {
        var all = Vector256.LoadUnsafe(ref bytes);
        return (
            Avx2.UnpackLow(all, Vector256<byte>.Zero).AsInt16(),
            Avx2.UnpackHigh(all, Vector256<byte>.Zero).AsInt16());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> RoundedProduct(Vector256<short> a, short factor) =>
        (Avx2.MultiplyHigh(a + a, Vector256.Create(factor)) + Vector256<short>.One) >> 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRgb(
        (Vector256<short> Low, Vector256<short> High) red,
        (Vector256<short> Low, Vector256<short> High) green,
        (Vector256<short> Low, Vector256<short> High) blue,
        ref byte rgb)
    {
        var r = Avx2.PackUnsignedSaturate(red.Low, red.High);
        var g = Avx2.PackUnsignedSaturate(green.Low, green.High);
        var b = Avx2.PackUnsignedSaturate(blue.Low, blue.High);
        var first =
            Avx2.Shuffle(r, Twice(Vector128.Create((byte)0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255, 255, 5))) |
            Avx2.Shuffle(g, Twice(Vector128.Create((byte)255, 0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255, 255))) |
            Avx2.Shuffle(b, Twice(Vector128.Create((byte)255, 255, 0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255)));
        var second =
            Avx2.Shuffle(r, Twice(Vector128.Create((byte)255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255, 10, 255))) |
            Avx2.Shuffle(g, Twice(Vector128.Create((byte)5, 255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255, 10))) |
            Avx2.Shuffle(b, Twice(Vector128.Create((byte)255, 5, 255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255)));
        var third =
            Avx2.Shuffle(r, Twice(Vector128.Create((byte)255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15, 255, 255))) |
            Avx2.Shuffle(g, Twice(Vector128.Create((byte)255, 255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15, 255))) |
            Avx2.Shuffle(b, Twice(Vector128.Create((byte)10, 255, 255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15)));
        first.GetLower().StoreUnsafe(ref rgb);
        second.GetLower().StoreUnsafe(ref rgb, 16);
        third.GetLower().StoreUnsafe(ref rgb, 32);
        first.GetUpper().StoreUnsafe(ref rgb, 48);
        second.GetUpper().StoreUnsafe(ref rgb, 64);
        third.GetUpper().StoreUnsafe(ref rgb, 80);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Twice(Vector128<byte> places) => Vector256.Create(places, places);
}
