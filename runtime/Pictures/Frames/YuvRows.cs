using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Frames;

/// <summary>Luma, Cb and Cr in planes of their own.</summary>
internal readonly ref struct PlanarRow(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr) : IYuvRow
{
    private readonly ReadOnlySpan<byte> _luma = luma;
    private readonly ReadOnlySpan<byte> _cb = cb;
    private readonly ReadOnlySpan<byte> _cr = cr;

    public (int Luma, int Cb, int Cr) At(int x) => (_luma[x], _cb[x / 2], _cr[x / 2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector128<byte> Luma, Vector128<byte> Cb, Vector128<byte> Cr) Sixteen(int x) =>
        (Vector128.Create(_luma.Slice(x, 16)), Eight(_cb, x / 2), Eight(_cr, x / 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Eight(ReadOnlySpan<byte> samples, int at) =>
        Vector128.CreateScalar(BinaryPrimitives.ReadUInt64LittleEndian(samples.Slice(at, 8))).AsByte();
}

/// <summary>Luma, and a plane of chroma in pairs.</summary>
internal readonly ref struct SemiPlanarRow(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> chroma, bool crFirst) : IYuvRow
{
    private readonly ReadOnlySpan<byte> _luma = luma;
    private readonly ReadOnlySpan<byte> _chroma = chroma;
    private readonly bool _crFirst = crFirst;

    public (int Luma, int Cb, int Cr) At(int x)
    {
        var pair = _chroma.Slice(x & ~1, 2);
        return _crFirst ? (_luma[x], pair[1], pair[0]) : (_luma[x], pair[0], pair[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector128<byte> Luma, Vector128<byte> Cb, Vector128<byte> Cr) Sixteen(int x)
    {
        var luma = Vector128.Create(_luma.Slice(x, 16));
        var pairs = Vector128.Create(_chroma.Slice(x, 16));
        var first = Vector128.Shuffle(pairs, Vector128.Create((byte)0, 2, 4, 6, 8, 10, 12, 14, 0, 0, 0, 0, 0, 0, 0, 0));
        var second = Vector128.Shuffle(pairs, Vector128.Create((byte)1, 3, 5, 7, 9, 11, 13, 15, 0, 0, 0, 0, 0, 0, 0, 0));
        return _crFirst ? (luma, second, first) : (luma, first, second);
    }
}

/// <summary>Two pixels in four bytes: luma at the even ones or, with chroma first, at the odd ones.</summary>
internal readonly ref struct PairedRow(ReadOnlySpan<byte> pairs, bool chromaFirst) : IYuvRow
{
    private readonly ReadOnlySpan<byte> _pairs = pairs;
    private readonly bool _chromaFirst = chromaFirst;

    public (int Luma, int Cb, int Cr) At(int x)
    {
        var pair = _pairs.Slice(4 * (x / 2), 4);
        int second = 2 * (x & 1);
        return _chromaFirst ? (pair[second + 1], pair[0], pair[2]) : (pair[second], pair[1], pair[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector128<byte> Luma, Vector128<byte> Cb, Vector128<byte> Cr) Sixteen(int x)
    {
        var low = Vector128.Create(_pairs.Slice(2 * x, 16));
        var high = Vector128.Create(_pairs.Slice((2 * x) + 16, 16));
        var (even, odd) = (Even(low, high), Odd(low, high));
        var (luma, chroma) = _chromaFirst ? (odd, even) : (even, odd);
        return (luma, Even(chroma, chroma), Odd(chroma, chroma));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Even(Vector128<byte> low, Vector128<byte> high) =>
        Vector128.Narrow(low.AsUInt16() & Vector128.Create((ushort)255), high.AsUInt16() & Vector128.Create((ushort)255));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Odd(Vector128<byte> low, Vector128<byte> high) =>
        Vector128.Narrow(low.AsUInt16() >>> 8, high.AsUInt16() >>> 8);
}
