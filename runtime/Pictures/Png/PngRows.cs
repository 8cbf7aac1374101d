namespace Emo.Pictures.Png;

/// <summary>
/// The rows of a PNG file (ISO/IEC 15948, all colour types and depths), decoded one by one as they are asked for, into memory that the
/// caller keeps; of an interlaced file the whole picture, before its first row. Decompression stops with the last row, so that data which
/// inflates without end costs nothing.
/// </summary>
internal sealed class PngRows : IPixelRows, IDisposable
{
    private readonly PngFile _png;
    private readonly PngRowReader _reader;
    private readonly PngPixelConverter _converter;
    private readonly PngMemory _memory;
    private readonly byte[] _samples; // two rows: even ones, odd ones
    private readonly int _rowBytes;
    private byte[]? _picture; // of an interlaced file, once it is decoded
    private int _next;
    private int _left;
    private int _count;

    private PngRows(PngFile png, PngDataStream data, PngMemory memory, Rgb background)
    {
        _png = png;
        _memory = memory;
        _reader = new PngRowReader(data, png.Header, memory);
        _converter = new PngPixelConverter(png, background, memory);
        _rowBytes = png.Header.RowBytes(png.Header.Width);
        _samples = memory.Samples(2L * _rowBytes);
        _count = png.Header.Width;
        Samples(-1).Clear();
        _reader.BeginPass(Width, Height);
    }

    public int Width => _png.Header.Width;

    public int Height => _png.Header.Height;

    public int Orientation => _png.Orientation;

    /// <summary>Reads what comes before the pixels, and checks the chunks to the end.</summary>
    /// <param name="file">The file's first byte, in memory that stays where it is until the rows are disposed.</param>
    /// <param name="length">The file's length.</param>
    /// <param name="options">How to decode.</param>
    /// <param name="memory">Memory to use until the rows are disposed.</param>
    /// <exception cref="PictureException">The file is damaged, cut short or too large.</exception>
    public static unsafe PngRows Open(byte* file, int length, PictureOptions options, PngMemory memory)
    {
        var png = PngFile.Read(new ReadOnlySpan<byte>(file, length), options);
        return new PngRows(png, new PngDataStream(file, length, png.DataStart), memory, options.Background);
    }

    /// <inheritdoc/>
    public void Select(int left, int top, int width, int height) => (_left, _count) = (left, width);

    /// <inheritdoc/>
    /// <exception cref="PictureException">The pixels are damaged.</exception>
    public ReadOnlySpan<byte> Row(int y)
    {
        if (_png.Header.Interlaced)
        {
            _picture ??= DecodeInterlaced();
            return _picture.AsSpan(3 * ((y * Width) + _left), 3 * _count);
        }

        while (_next <= y)
            NextSamples(Samples(_next), Samples(_next - 1));
        var samples = Samples(y);
        if (_converter.IsPlain)
            return samples.Slice(3 * _left, 3 * _count);
        var line = _memory.Line(3L * Width).AsSpan(0, 3 * _count);
        _converter.Convert(samples, _left, line);
        return line;
    }

    /// <summary>Reads what is left of the pixels, to find whether it is in order, as it must be for the whole picture.</summary>
    /// <exception cref="PictureException">It is not.</exception>
    public void Finish()
    {
        if (_png.Header.Interlaced)
        {
            _picture ??= DecodeInterlaced();
            return;
        }

        for (; _next < Height; _next++)
            _reader.Skip();
        _reader.End();
    }

    /// <summary>Decodes all rows, none of which has been asked for.</summary>
    /// <param name="pixels">Receives height x width x 3 bytes.</param>
    public void DecodeAll(Span<byte> pixels)
    {
        if (_png.Header.Interlaced)
        {
            PngInterlace.Decode(_png.Header, _reader, _converter, _memory, pixels);
            return;
        }

        int stride = 3 * Width;
        while (_next < Height)
        {
            var row = pixels.Slice(_next * stride, stride);
            if (_converter.IsPlain)
            {
                NextSamples(row, _next == 0 ? Samples(-1) : pixels.Slice((_next - 1) * stride, stride));
                continue;
            }

            var samples = Samples(_next);
            NextSamples(samples, Samples(_next - 1));
            _converter.Convert(samples, 0, row);
        }

        _reader.End();
    }

    public void Dispose() => _reader.Dispose();

    private byte[] DecodeInterlaced()
    {
        byte[] picture = _memory.Picture(3L * Width * Height);
        DecodeAll(picture.AsSpan(0, 3 * Width * Height));
        return picture;
    }

    private Span<byte> Samples(int y) => _samples.AsSpan((y & 1) * _rowBytes, _rowBytes);

    private void NextSamples(Span<byte> samples, ReadOnlySpan<byte> above)
    {
        _reader.Next(samples, above);
        _next++;
    }
}
