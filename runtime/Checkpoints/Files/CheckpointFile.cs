namespace Emo.Checkpoints;

/// <summary>The bytes of a checkpoint file, read at positions, and the exceptions that name it.</summary>
internal abstract class CheckpointFile(string name) : IDisposable
{
    private volatile bool _disposed;

    /// <summary>What messages call the file.</summary>
    public string Name { get; } = name;

    /// <summary>The length in bytes when the file was opened.</summary>
    public abstract long Length { get; }

    /// <summary>Fills <paramref name="destination"/> with the bytes at <paramref name="offset"/>.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        ThrowIfDisposed();
        if (offset < 0 || offset > Length - destination.Length)
            throw Error($"bytes {offset} to {offset + destination.Length} lie outside the file, which has {Length}");
        ReadInside(offset, destination);
    }

    /// <summary>
    /// A copy of <paramref name="count"/> bytes at <paramref name="offset"/>. The range is checked before anything is allocated.
    /// </summary>
    public byte[] Read(long offset, long count)
    {
        if (offset < 0 || count < 0 || offset > Length - count)
            throw Error($"bytes {offset} to {offset + count} lie outside the file, which has {Length}");
        byte[] bytes = new byte[count];
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>Throws when the file is known to have changed since it was opened.</summary>
    public abstract void EnsureUnchanged();

    /// <summary>Throws <see cref="ObjectDisposedException"/> in the name of the checkpoint.</summary>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(Checkpoint));

    /// <summary>An exception about the file.</summary>
    public CheckpointException Error(string reason) => new($"{Name}: {reason}.");

    /// <summary>An exception about a tensor of the file.</summary>
    public CheckpointException Error(string tensor, string reason) => new($"{Name}: tensor {Printable.Quote(tensor)}: {reason}.");

    /// <summary>An exception about the file, with its cause.</summary>
    public CheckpointException Error(string reason, Exception cause) => new($"{Name}: {reason}.", cause);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Close();
    }

    /// <summary>Reads a range that lies inside the file.</summary>
    protected abstract void ReadInside(long offset, Span<byte> destination);

    /// <summary>Lets go of the file.</summary>
    protected abstract void Close();
}
