namespace Emo;

/// <summary>
/// The bytes of a checkpoint file. Files are read at positions and not mapped: a mapped file that somebody truncates kills
/// the process with a signal, while a short read is an exception.
/// </summary>
internal interface ICheckpointBytes : IDisposable
{
    string Name { get; }

    long Length { get; }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/>.</summary>
    /// <exception cref="CheckpointException">The file ends before.</exception>
    /// <exception cref="ObjectDisposedException">The checkpoint has been disposed.</exception>
    void Read(long offset, Span<byte> destination);
}
