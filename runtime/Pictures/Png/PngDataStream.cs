using System.Buffers.Binary;

namespace Emo.Pictures.Png;

/// <summary>The data of a file's IDAT chunks, which are one zlib stream: read where they lie, not copied together.</summary>
/// <param name="chunks">Whole chunks to IEND, as <see cref="PngChunkReader"/> has found them to be.</param>
internal sealed class PngDataStream(ArraySegment<byte> chunks) : Stream
{
    private ArraySegment<byte> _rest = chunks;
    private ArraySegment<byte> _data = ArraySegment<byte>.Empty;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_data.Count == 0)
        {
            if (!Next())
                return 0;
        }

        int count = Math.Min(buffer.Length, _data.Count);
        _data.AsSpan(0, count).CopyTo(buffer);
        _data = _data[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Goes to the next IDAT chunk; false at IEND.</summary>
    private bool Next()
    {
        while (true)
        {
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(_rest);
            var typed = _rest[4..];
            if (typed.AsSpan().StartsWith("IEND"u8))
                return false;
            _rest = typed[(8 + length)..];
            if (!typed.AsSpan().StartsWith("IDAT"u8))
                continue;
            _data = typed.Slice(4, length);
            return true;
        }
    }
}
