using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Pictures.Resampling;

/// <summary>
/// A row in which whole vectors can be read from any pixel on: near its end they come from a copy, which has room behind it.
/// </summary>
internal readonly ref struct PaddedRow
{
    private readonly ReadOnlySpan<byte> _row;
    private readonly ReadOnlySpan<byte> _tail;
    private readonly int _left;
    private readonly int _lastInside;
    private readonly int _tailStart;

    /// <param name="row">Pixels from column <paramref name="left"/> on.</param>
    /// <param name="left">The first column.</param>
    /// <param name="reach">Bytes that are read from a pixel on.</param>
    /// <param name="memory">Keeps the copy.</param>
    public PaddedRow(ReadOnlySpan<byte> row, int left, int reach, ResizeMemory memory)
    {
        _row = row;
        _left = left;
        _lastInside = row.Length - reach;
        _tailStart = Math.Max(_lastInside, 0);
        var tail = memory.Tail(row.Length - _tailStart + reach);
        row[_tailStart..].CopyTo(tail);
        _tail = tail;
    }

    /// <summary>A column of the row, and as many bytes from there on as the row was made for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte At(int column)
    {
        int offset = 3 * (column - _left);
        return ref offset <= _lastInside
            ? ref MemoryMarshal.GetReference(_row[offset..])
            : ref MemoryMarshal.GetReference(_tail[(offset - _tailStart)..]);
    }
}
