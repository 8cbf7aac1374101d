using System.Buffers.Binary;

namespace Emo.Pictures.Jpeg;

/// <summary>Walks the markers of a JPEG file. Every read is checked: a file that ends early is an error.</summary>
internal ref struct JpegReader(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; set; }

    /// <summary>
    /// Goes behind the next marker and returns its code. Stray bytes before it are skipped, as libjpeg does it; fill bytes (0xFF) too.
    /// </summary>
    public int NextMarker() => TryNextMarker(out int marker) ? marker : throw Truncated();

    /// <summary>The bytes of the marker's segment, behind which the reader goes.</summary>
    public ReadOnlySpan<byte> Segment(int marker) => TrySegment(marker, out var segment) ? segment : throw Truncated();

    /// <inheritdoc cref="NextMarker"/>
    public bool TryNextMarker(out int marker)
    {
        marker = 0;
        while (marker == 0)
        {
            int offset = _file[Position..].IndexOf((byte)0xFF);
            if (offset < 0)
                return false;
            Position += offset;
            while (Position < _file.Length && _file[Position] == 0xFF)
                Position++;
            if (Position == _file.Length)
                return false;
            marker = _file[Position++];
        }

        return true;
    }

    /// <inheritdoc cref="Segment"/>
    public bool TrySegment(int marker, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (_file.Length - Position < 2)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(_file[Position..]);
        if (length < 2)
            throw JpegErrors.Damaged($"the marker 0x{marker:X2} has the length {length}");
        if (_file.Length - Position < length)
            return false;
        segment = _file.Slice(Position + 2, length - 2);
        Position += length;
        return true;
    }

    /// <summary>
    /// Copies entropy-coded bytes up to the next marker, in which 0xFF 0x00 stands for 0xFF, and stops before that marker.
    /// </summary>
    /// <param name="data">Receives the bytes, at least as many as the file has left.</param>
    /// <returns>How many bytes were copied.</returns>
    public int CopyEntropyData(Span<byte> data)
    {
        int length = 0;
        while (true)
        {
            var rest = _file[Position..];
            int run = rest.IndexOf((byte)0xFF);
            if (run < 0)
                throw Truncated();
            int end = run + 1;
            while (end < rest.Length && rest[end] == 0xFF)
                end++;
            if (end == rest.Length)
                throw Truncated();
            bool isMarker = rest[end] != 0;
            int copied = isMarker ? run : run + 1;
            rest[..copied].CopyTo(data[length..]);
            length += copied;
            Position += isMarker ? run : end + 1;
            if (isMarker)
                return length;
        }
    }

    /// <summary>The code of the marker that stands here; fill bytes before it are skipped.</summary>
    public readonly int PeekMarker()
    {
        var copy = this;
        return copy.NextMarker();
    }

    private static PictureException Truncated() =>
        new("The JPEG file is cut short: it ends before its end marker (EOI). Get a complete copy.");
}
