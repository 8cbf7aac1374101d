using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Pictures.Resampling;

/// <summary>
/// A row in which whole vectors can be read from any pixel on: near its end they come from a copy, which has room behind it.
/// </summary>
internal readonly ref struct PaddedRow
{
    private readonly int _left;
    private readonly int _lastInside;
    private readonly int _tailStart;

    /// <param name="row">Pixels from column <paramref name="left"/> on.</param>
    /// <param name="left">The first column.</param>
    /// <param name="reach">Bytes that are read from a pixel on.</param>
    /// <param name="memory">Keeps the copy.</param>
    public PaddedRow(ReadOnlySpan<byte> row, int left, int reach, ResizeMemory memory)
    {
        Inside = row;
        _left = left;
        _lastInside = row.Length - reach;
        _tailStart = Math.Max(_lastInside, 0);
        var tail = memory.Tail(row.Length - _tailStart + reach);
        row[_tailStart..].CopyTo(tail);
        Tail = tail;
    }

    /// <summary>The row itself.</summary>
    public ReadOnlySpan<byte> Inside { get; }

    /// <summary>The copy of its end.</summary>
    public ReadOnlySpan<byte> Tail { get; }

    /// <summary>A column of the row, and as many bytes from there on as the row was made for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte At(int column)
    {
        int offset = 3 * (column - _left);
        return ref offset <= _lastInside
            ? ref MemoryMarshal.GetReference(Inside[offset..])
            : ref MemoryMarshal.GetReference(Tail[(offset - _tailStart)..]);
    }
}
