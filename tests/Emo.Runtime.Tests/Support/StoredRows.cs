using Emo.Pictures;

namespace Emo.Runtime.Tests.Support;

/// <summary>
/// A picture's rows with an orientation, for readers that keep the rules: one selection, rows inside of it that grow. A row ends where
/// memory ends, and is gone when the next one comes.
/// </summary>
internal sealed class StoredRows(Picture picture, int orientation) : IPixelRows, IDisposable
{
    private readonly GuardedMemory _memory = new(3 * picture.Width, atEnd: true);
    private int _left;
    private int _top;
    private int _width;
    private int _height;
    private int _last = -1;

    public int Width => picture.Width;

    public int Height => picture.Height;

    public int Orientation => orientation;

    /// <summary>How many rows were read.</summary>
    public int Reads { get; private set; }

    /// <summary>Columns and rows of the selection.</summary>
    public (int Width, int Height) Selected => (_width, _height);

    public void Select(int left, int top, int width, int height)
    {
        Assert.Equal(0, _width);
        Assert.InRange(left, 0, Width - 1);
        Assert.InRange(top, 0, Height - 1);
        Assert.InRange(width, 1, Width - left);
        Assert.InRange(height, 1, Height - top);
        (_left, _top, _width, _height) = (left, top, width, height);
    }

    public ReadOnlySpan<byte> Row(int y)
    {
        Assert.InRange(y, Math.Max(_top, _last + 1), _top + _height - 1);
        _last = y;
        Reads++;
        var memory = _memory.Bytes;
        memory.Fill(0xAA);
        var row = memory[^(3 * _width)..];
        picture.Pixels.Slice(3 * ((y * Width) + _left), row.Length).CopyTo(row);
        return row;
    }

    public void Dispose() => _memory.Dispose();
}
