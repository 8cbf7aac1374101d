namespace Emo.Checkpoints;

/// <summary>A checkpoint that is already in memory.</summary>
internal sealed class FileInMemory(ReadOnlyMemory<byte> bytes, string name) : CheckpointFile(name)
{
    public override long Length { get; } = bytes.Length;

    public override void EnsureUnchanged()
    {
    }

    protected override void ReadInside(long offset, Span<byte> destination) =>
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);

    protected override void Close()
    {
    }
}
