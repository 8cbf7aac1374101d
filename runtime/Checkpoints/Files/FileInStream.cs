namespace Emo.Checkpoints;

/// <summary>
/// The rest of a stream whose bytes are at hand: in memory, embedded in an assembly, in a file. It is read at positions, without a copy
/// of it all, and stands at its end when this is closed.
/// </summary>
internal sealed class FileInStream(Stream stream, string name) : CheckpointFile(name)
{
    private readonly long _start = stream.Position;

    public override long Length { get; } = Math.Max(0, stream.Length - stream.Position);

    public override void EnsureUnchanged()
    {
        if (stream.Length - _start is var length && length != Length)
            throw Error($"it was changed while it was read: it had {Length} bytes and has {length} now");
    }

    protected override void ReadInside(long offset, Span<byte> destination)
    {
        stream.Position = _start + offset;
        int count = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (count < destination.Length)
            throw Error($"it was truncated while it was read: it had {Length} bytes and ends at byte {offset + count} now");
    }

    protected override void Close()
    {
        if (stream.CanSeek)
            stream.Position = _start + Length;
    }
}
