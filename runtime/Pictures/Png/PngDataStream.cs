using System.Buffers.Binary;

namespace Emo.Pictures.Png;

/// <summary>The data of a file's IDAT chunks, which are one zlib stream: read where they lie, not copied together.</summary>
/// <param name="file">The file's first byte, in memory that stays where it is while the stream is read.</param>
/// <param name="length">The file's length.</param>
/// <param name="start">Where the first IDAT chunk is. The file is whole, as <see cref="PngFile"/> has found it to be.</param>
internal sealed unsafe class PngDataStream(byte* file, int length, int start) : Stream
{
    private int _nextChunk = start;
    private int _position;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // A stream cannot hold a span; here the pointer becomes one again.
    private ReadOnlySpan<byte> File => new(file, length);

    public override int Read(Span<byte> buffer)
    {
        while (_position == _end)
        {
            if (!Next())
                return 0;
        }

        int count = Math.Min(buffer.Length, _end - _position);
        File.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Goes to the next IDAT chunk; false behind the last.</summary>
    private bool Next()
    {
        var chunk = File[_nextChunk..];
        if (BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]) != PngChunk.Data)
            return false;
        int bytes = BinaryPrimitives.ReadInt32BigEndian(chunk);
        _position = _nextChunk + 8;
        _end = _position + bytes;
        _nextChunk = _end + 4;
        return true;
    }
}
