namespace Emo.Checkpoints;

/// <summary>Makes a file of a stream, from where it stands to its end, and leaves it open.</summary>
internal static class StreamFile
{
    /// <summary>Opens a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What messages call it, unless it has a name of its own.</param>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    /// <exception cref="CheckpointException">It stands at its end.</exception>
    /// <exception cref="IOException">Reading failed, or it has more than 2 GB.</exception>
    public static CheckpointFile Open(Stream stream, string name)
    {
        name = Check(stream, name);
        return IsInMemory(stream) || (stream is FileStream && stream.CanSeek)
            ? new FileInStream(stream, name)
            : FileInParts.Read(stream, name);
    }

    /// <summary>The same for a stream that may only be read asynchronously, unless its bytes are in memory.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<CheckpointFile> OpenAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        name = Check(stream, name);
        return IsInMemory(stream)
            ? new FileInStream(stream, name)
            : await FileInParts.ReadAsync(stream, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Embedded resources are unmanaged memory.</summary>
    private static bool IsInMemory(Stream stream) => stream is MemoryStream or UnmanagedMemoryStream;

    private static string Check(Stream stream, string name)
    {
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read: it was opened for writing only, or is closed.", nameof(stream));
        if (stream is FileStream file)
            name = file.Name;
        return stream.CanSeek && stream.Length > 0 && stream.Position >= stream.Length
            ? throw new CheckpointException(
                $"{name}: there is nothing to read: the stream stands at byte {stream.Position} and ends at {stream.Length}; " +
                "set its Position.")
            : name;
    }
}
