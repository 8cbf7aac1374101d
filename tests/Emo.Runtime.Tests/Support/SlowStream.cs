namespace Emo.Runtime.Tests.Support;

/// <summary>A stream that gives a few bytes at a time, and cannot be sought, unless it claims a length.</summary>
internal sealed class SlowStream(byte[] bytes) : Stream
{
    private int _position;

    public int Step { get; init; } = 7;

    public long? ClaimedLength { get; init; }

    /// <summary>Called before each read with the number of those before.</summary>
    public Action<int> Reading { get; init; } = _ => { };

    public int Reads { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => ClaimedLength is not null;

    public override bool CanWrite => false;

    public override long Length => ClaimedLength ?? throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        Reading(Reads++);
        int count = Math.Min(Math.Min(Step, buffer.Length), bytes.Length - _position);
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
