using Microsoft.Win32.SafeHandles;

namespace Emo;

/// <summary>A checkpoint on disk, read at positions.</summary>
internal sealed class CheckpointFile : ICheckpointBytes
{
    private readonly SafeFileHandle _file;

    public CheckpointFile(string path)
    {
        Name = Path.GetFileName(path);
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_file);
    }

    public string Name { get; }

    public long Length { get; }

    public void Read(long offset, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_file.IsClosed, typeof(Checkpoint));
        while (destination.Length > 0)
        {
            int read = RandomAccess.Read(_file, destination, offset);
            if (read == 0)
                throw new CheckpointException($"'{Name}' ends at byte {offset}, but had {Length} bytes when it was opened: it was changed meanwhile.");
            offset += read;
            destination = destination[read..];
        }
    }

    public void Dispose() => _file.Dispose();
}
