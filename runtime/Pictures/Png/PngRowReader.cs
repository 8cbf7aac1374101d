namespace Emo.Pictures.Png;

/// <summary>Reads rows from the decompressed data and undoes their filters.</summary>
internal sealed class PngRowReader
{
    // Rows are decompressed several at a time: the end of what is asked for takes a slow path, whose length a short row has a few times.
    private const int BatchBytes = 16 << 10;

    private readonly Stream _data;
    private readonly PngHeader _header;
    private readonly byte[] _rows; // with their filter bytes, behind the row above them
    private int _stride;
    private int _left;
    private int _next;
    private int _end;

    /// <param name="data">The decompressed data.</param>
    /// <param name="header">The header.</param>
    public PngRowReader(Stream data, PngHeader header)
    {
        _data = data;
        _header = header;
        long stride = 1L + header.RowBytes(header.Width);
        _rows = new byte[stride * (1 + Math.Clamp(BatchBytes / stride, 1, header.Height))];
    }

    /// <summary>
    /// Begins a pass of <paramref name="height"/> rows of <paramref name="width"/> pixels; the row above its first one is zero.
    /// </summary>
    public void BeginPass(int width, int height)
    {
        _stride = 1 + _header.RowBytes(width);
        _left = height;
        _next = _end = 1;
        _rows.AsSpan(0, _stride).Clear();
    }

    /// <summary>The next row of the pass, valid until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_next == _end)
            Refill();
        var above = _rows.AsSpan(_stride * (_next - 1), _stride);
        var row = _rows.AsSpan(_stride * _next, _stride);
        PngFilter.Undo(row[0], row[1..], above[1..], _header.FilterDistance);
        _next++;
        return row[1..];
    }

    private void Refill()
    {
        _rows.AsSpan(_stride * (_next - 1), _stride).CopyTo(_rows);
        int count = Math.Min(_left, (_rows.Length / _stride) - 1);
        var rows = _rows.AsSpan(_stride, _stride * count);
        if (_data.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false) < rows.Length)
            throw new PictureException("The PNG file is damaged: its pixel data ends before the last row.");
        _left -= count;
        _next = 1;
        _end = 1 + count;
    }
}
