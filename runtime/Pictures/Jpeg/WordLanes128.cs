using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Emo.Pictures.Pixels;

namespace Emo.Pictures.Jpeg;

/// <summary>128 bits: x64 without AVX2, ARM64, and everything else.</summary>
internal readonly struct WordLanes128 : IWordLanes<Vector128<short>, Vector128<int>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Add(Vector128<short> a, Vector128<short> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Subtract(Vector128<short> a, Vector128<short> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Multiply(Vector128<short> a, Vector128<short> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Create(short value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<int> Low, Vector128<int> High) SumOfProducts(
        Vector128<short> a, Vector128<short> b, short factorA, short factorB)
    {
        if (Sse2.IsSupported)
        {
            var factors = Vector128.Create((factorA & 0xFFFF) | (factorB << 16)).AsInt16();
            return (
                Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(a, b), factors),
                Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(a, b), factors));
        }

        if (AdvSimd.IsSupported)
        {
            var (timesA, timesB) = (Vector128.Create(factorA), Vector128.Create(factorB));
            return (
                AdvSimd.MultiplyWideningLowerAndAdd(
                    AdvSimd.MultiplyWideningLower(a.GetLower(), timesA.GetLower()), b.GetLower(), timesB.GetLower()),
                AdvSimd.MultiplyWideningUpperAndAdd(AdvSimd.MultiplyWideningUpper(a, timesA), b, timesB));
        }

        return (
            (Vector128.WidenLower(a) * factorA) + (Vector128.WidenLower(b) * factorB),
            (Vector128.WidenUpper(a) * factorA) + (Vector128.WidenUpper(b) * factorB));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<int> Low, Vector128<int> High) Scale(Vector128<short> a) =>
        (Vector128.WidenLower(a) << 13, Vector128.WidenUpper(a) << 13);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> a, Vector128<int> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Subtract(Vector128<int> a, Vector128<int> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Descale(Vector128<int> low, Vector128<int> high, int bits)
    {
        var half = Vector128.Create(1 << (bits - 1));
        return Vector128.NarrowWithSaturation((low + half) >> bits, (high + half) >> bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref WordRows<Vector128<short>> rows)
    {
        // Rows that are four apart, then two, then one: three rounds exchange all.
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
    public static Vector128<short> Load(ref short first, ref short second, int row) =>
        Vector128.LoadUnsafe(ref first, (nuint)(8 * row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumns(
        in WordRows<Vector128<short>> columns, ref byte first, int firstStride, ref byte second, int secondStride)
    {
        // Three rounds that bring what is half of all bytes apart into turns make rows of columns.
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
        Store(a, ref first, 0, firstStride);
        Store(b, ref first, 2, firstStride);
        Store(c, ref first, 4, firstStride);
        Store(d, ref first, 6, firstStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> rows, ref byte samples, int row, int stride)
    {
        rows.GetLower().StoreUnsafe(ref samples, (nuint)(row * stride));
        rows.GetUpper().StoreUnsafe(ref samples, (nuint)((row + 1) * stride));
    }

    /// <summary>Two columns of signed words as unsigned bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ToSamples(Vector128<short> a, Vector128<short> b) =>
        (Vector128.NarrowWithSaturation(a, b) + Vector128.Create((sbyte)-128)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zip(ref Vector128<short> a, ref Vector128<short> b)
    {
        if (Sse2.IsSupported)
            (a, b) = (Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b));
        else if (AdvSimd.Arm64.IsSupported)
            (a, b) = (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));
        else
            (a, b) = (ZipWords(a.GetLower(), b.GetLower()), ZipWords(a.GetUpper(), b.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zip(ref Vector128<byte> a, ref Vector128<byte> b) => (a, b) = (ZipLow(a, b), ZipHigh(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ZipLow(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : (Vector128.WidenLower(a) | (Vector128.WidenLower(b) << 8)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ZipHigh(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : (Vector128.WidenUpper(a) | (Vector128.WidenUpper(b) << 8)).AsByte();

    private static Vector128<short> ZipWords(Vector64<short> a, Vector64<short> b)
    {
        var (low, high) = (Vector128.Create(a, a).AsUInt16(), Vector128.Create(b, b).AsUInt16());
        return (Vector128.WidenLower(low) | (Vector128.WidenLower(high) << 16)).AsInt16();
    }

    public static int Bytes => Vector128<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<short> Low, Vector128<short> High) LoadBytes(ref byte bytes)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref bytes));
        return (low.AsInt16(), high.AsInt16());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> RoundedProduct(Vector128<short> a, short factor)
    {
        // The upper half of twice the product, plus one, halved: the same as the product plus half, shifted.
        if (Sse2.IsSupported)
            return (Sse2.MultiplyHigh(a + a, Vector128.Create(factor)) + Vector128<short>.One) >> 1;
        if (AdvSimd.IsSupported)
            return (AdvSimd.MultiplyDoublingSaturateHigh(a, Vector128.Create(factor)) + Vector128<short>.One) >> 1;
        var half = Vector128.Create(1 << 15);
        return Vector128.Narrow(
            ((Vector128.WidenLower(a) * factor) + half) >> 16, ((Vector128.WidenUpper(a) * factor) + half) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRgb(
        (Vector128<short> Low, Vector128<short> High) red,
        (Vector128<short> Low, Vector128<short> High) green,
        (Vector128<short> Low, Vector128<short> High) blue,
        ref byte rgb) =>
        RgbPixels.Store(ToBytes(red), ToBytes(green), ToBytes(blue), ref rgb);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ToBytes((Vector128<short> Low, Vector128<short> High) words)
    {
        if (Sse2.IsSupported)
            return Sse2.PackUnsignedSaturate(words.Low, words.High);
        var maximum = Vector128.Create((short)byte.MaxValue);
        return Vector128.Narrow(
            Vector128.Clamp(words.Low, Vector128<short>.Zero, maximum).AsUInt16(),
            Vector128.Clamp(words.High, Vector128<short>.Zero, maximum).AsUInt16());
    }
}
