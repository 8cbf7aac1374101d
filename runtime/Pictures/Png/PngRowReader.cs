using System.IO.Compression;

namespace Emo.Pictures.Png;

/// <summary>Inflates a picture's rows and undoes their filters.</summary>
internal sealed class PngRowReader : IDisposable
{
    // Rows are inflated several at a time: the end of what is asked for takes a slow path, whose length a short row has a few times.
    private const int BatchBytes = 16 << 10;

    private readonly ZLibStream _data;
    private readonly PngHeader _header;
    private readonly byte[] _rows; // with their filter bytes
    private readonly int _capacity;
    private int _stride;
    private int _left;
    private int _next;
    private int _end;

    /// <param name="data">The compressed data.</param>
    /// <param name="header">The header.</param>
    /// <param name="memory">Where rows are inflated to.</param>
    public PngRowReader(PngDataStream data, PngHeader header, PngMemory memory)
    {
        _data = new ZLibStream(data, CompressionMode.Decompress);
        _header = header;
        long stride = 1L + header.RowBytes(header.Width);
        _capacity = (int)(stride * Math.Clamp(BatchBytes / stride, 1, header.Height));
        _rows = memory.Inflated(_capacity);
    }

    /// <summary>Begins a pass of <paramref name="height"/> rows of <paramref name="width"/> pixels.</summary>
    public void BeginPass(int width, int height)
    {
        _stride = 1 + _header.RowBytes(width);
        _left = height;
        _next = _end = 0;
    }

    /// <summary>Reads the next row of the pass.</summary>
    /// <param name="samples">Receives the row, as many bytes as it has.</param>
    /// <param name="above">The row above it, as it was received; zeros above the first one.</param>
    public void Next(Span<byte> samples, ReadOnlySpan<byte> above)
    {
        var row = Inflate();
        PngFilter.Undo(row[0], row[1..], above, samples, _header.FilterDistance);
    }

    /// <summary>Passes over the next row of the pass: only its filter's number is checked.</summary>
    public void Skip() => PngFilter.Check(Inflate()[0]);

    /// <summary>Reads on where the rows have ended, so that the checksum behind them is checked. What else follows is ignored.</summary>
    public void End() => Read(stackalloc byte[1]);

    public void Dispose() => _data.Dispose();

    private ReadOnlySpan<byte> Inflate()
    {
        if (_next == _end)
        {
            int count = Math.Min(_left, _capacity / _stride);
            var rows = _rows.AsSpan(0, _stride * count);
            if (Read(rows) < rows.Length)
                throw PngErrors.Damaged("its pixel data ends before the last row");
            _left -= count;
            (_next, _end) = (0, count);
        }

        return _rows.AsSpan(_stride * _next++, _stride);
    }

    private int Read(Span<byte> bytes)
    {
        try
        {
            return _data.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (PngErrors.IsOfZlib(e))
        {
            throw PngErrors.Damaged("its pixel data does not decompress", e);
        }
    }
}
