using Emo.Files;
using Microsoft.Win32.SafeHandles;

namespace Emo.Checkpoints;

/// <summary>
/// A checkpoint on disk. It is read at positions rather than memory-mapped: a mapped file that shrinks kills the process (SIGBUS)
/// at the next access, whereas a short read is an exception. Windows keeps other programs from writing while it is open;
/// elsewhere nothing does, and a change of length or time stamp is noticed after each tensor.
/// </summary>
internal sealed class FileOnDisk : CheckpointFile
{
    private const string Advice = "read it into memory, and open the bytes with Checkpoint.Open(bytes, name)";

    private readonly SafeFileHandle _handle;
    private readonly DateTime _modified;

    public FileOnDisk(string path)
        : base(path)
    {
        ThrowIfNoFile(path);
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            Length = RandomAccess.GetLength(_handle);
            _modified = File.GetLastWriteTimeUtc(_handle);
        }
        catch (NotSupportedException e)
        {
            _handle.Dispose();
            throw Error($"it cannot be read at positions; {Advice}", e);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public override long Length { get; }

    public override void EnsureUnchanged()
    {
        long length = RandomAccess.GetLength(_handle);
        if (length != Length)
            throw Error($"it was changed while open: it had {Length} bytes and has {length} now");
        if (File.GetLastWriteTimeUtc(_handle) != _modified)
            throw Error("it was changed while open: its time of modification is another one now");
    }

    protected override void ReadInside(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int count = RandomAccess.Read(_handle, destination, offset);
            if (count == 0)
                throw Error($"it was truncated while open: it had {Length} bytes and ends at byte {offset} now");
            offset += count;
            destination = destination[count..];
        }
    }

    /// <summary>Asked before it is opened: a pipe would wait for a writer.</summary>
    private void ThrowIfNoFile(string path)
    {
        switch (FileKinds.Of(path))
        {
            case FileKind.Folder:
                throw new UnauthorizedAccessException($"{path} is a folder, not a file.");
            case var kind when PlainFile.WhyNot(path, kind) is { } reason:
                throw Error($"it is {reason}; {Advice}");
        }
    }

    protected override void Close() => _handle.Dispose();
}
