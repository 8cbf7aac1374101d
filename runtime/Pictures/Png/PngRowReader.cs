namespace Emo.Pictures.Png;

/// <summary>Reads rows from the decompressed data and undoes their filters.</summary>
internal sealed class PngRowReader(Stream data, PngHeader header)
{
    private byte[] _current = new byte[header.RowBytes(header.Width)];
    private byte[] _previous = new byte[header.RowBytes(header.Width)];
    private int _length;

    /// <summary>Begins a pass whose rows have <paramref name="width"/> pixels; the row above its first one is zero.</summary>
    public void BeginPass(int width)
    {
        _length = header.RowBytes(width);
        _current.AsSpan().Clear();
    }

    /// <summary>The next row, valid until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        (_current, _previous) = (_previous, _current);
        int filter = data.ReadByte();
        Span<byte> row = _current.AsSpan(0, _length);
        if (filter < 0 || data.ReadAtLeast(row, _length, throwOnEndOfStream: false) < _length)
            throw new PictureException("The PNG file is damaged: its pixel data ends before the last row.");

        PngFilter.Undo(filter, row, _previous.AsSpan(0, _length), header.FilterDistance);
        return row;
    }
}
