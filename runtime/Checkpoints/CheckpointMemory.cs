namespace Emo;

/// <summary>A checkpoint in memory.</summary>
internal sealed class CheckpointMemory(ReadOnlyMemory<byte> bytes, string name) : ICheckpointBytes
{
    private bool _disposed;

    public string Name => name;

    public long Length => bytes.Length;

    public void Read(long offset, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Checkpoint));
        if (offset < 0 || offset + destination.Length > bytes.Length)
            throw new CheckpointException($"'{name}' ends at byte {bytes.Length}, before byte {offset + destination.Length}.");
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }

    public void Dispose() => _disposed = true;
}
