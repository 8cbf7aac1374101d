using System.IO.MemoryMappedFiles;

namespace Emo.Fuzz.Runs;

/// <summary>
/// A few numbers that a child writes and its parent reads, also after the child has died: a file that both have mapped.
/// </summary>
internal sealed class ProgressFile : IDisposable
{
    private const int Bytes = 32;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public ProgressFile(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Bytes);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>The case that runs.</summary>
    public long Case { get => _view.ReadInt64(0); set => _view.Write(0, value); }

    /// <summary>How many are done.</summary>
    public long Done { get => _view.ReadInt64(8); set => _view.Write(8, value); }

    public long Findings { get => _view.ReadInt64(16); set => _view.Write(16, value); }

    /// <summary>How many files the reader accepted to the end.</summary>
    public long Accepted { get => _view.ReadInt64(24); set => _view.Write(24, value); }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
