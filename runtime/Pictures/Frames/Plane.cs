using System.Runtime.CompilerServices;

namespace Emo.Pictures.Frames;

/// <summary>Rows of bytes in the caller's memory, each a stride behind the one above it; the last one ends with its own bytes.</summary>
internal readonly ref struct Plane
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _stride;

    /// <param name="bytes">The caller's memory, from the first row on.</param>
    /// <param name="stride">Bytes from a row to the next.</param>
    /// <param name="rowBytes">The bytes of a row that are read.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="bytesName">The factory's parameter.</param>
    /// <param name="strideName">The factory's parameter.</param>
    /// <exception cref="ArgumentException">The stride is shorter than a row, or the memory than the rows.</exception>
    public Plane(
        ReadOnlySpan<byte> bytes,
        int stride,
        int rowBytes,
        int rows,
        [CallerArgumentExpression(nameof(bytes))] string bytesName = "",
        [CallerArgumentExpression(nameof(stride))] string strideName = "")
    {
        if (stride < rowBytes)
        {
            throw new ArgumentOutOfRangeException(
                strideName, stride, $"A row has {rowBytes} bytes: the stride, from its start to that of the next, is at least that.");
        }

        long needed = ((long)stride * (rows - 1)) + rowBytes;
        if (bytes.Length < needed)
        {
            throw new ArgumentException(
                $"{rows} rows of {rowBytes} bytes with a stride of {stride} take {needed} bytes (the last row without its padding), " +
                $"not {bytes.Length}.",
                bytesName);
        }

        _bytes = bytes;
        _stride = stride;
    }

    /// <summary>Bytes of a row.</summary>
    public ReadOnlySpan<byte> Row(int y, int start, int length) => _bytes.Slice((_stride * y) + start, length);
}
