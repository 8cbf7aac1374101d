using System.Buffers.Binary;

namespace Emo;

/// <summary>
/// The named tensors of a checkpoint file: safetensors, or a PyTorch file in the zip format (torch 1.6 and later). The file
/// is untrusted: nothing in it is executed or imported by name, and nothing is allocated that its size does not justify.
/// Tensors are read when they are copied.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private readonly ICheckpointBytes _bytes;

    private Checkpoint(ICheckpointBytes bytes, CheckpointContents contents)
    {
        _bytes = bytes;
        Tensors = contents.Tensors;
        StateDict = contents.StateDict;
        Metadata = contents.Metadata;
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name => _bytes.Name;

    /// <summary>The tensors by state-dict key, in the order of the file.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    /// <summary>The entry of a training checkpoint that the tensors are from, or null if the file is a plain state dict.</summary>
    public string? StateDict { get; }

    /// <summary>The <c>__metadata__</c> of a safetensors file; empty for others.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a checkpoint file.</summary>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Checkpoint Open(string path, CheckpointOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(new CheckpointFile(path), options);
    }

    /// <summary>Opens a checkpoint that is already in memory, an embedded resource for example.</summary>
    /// <param name="file">The whole file. It is not copied.</param>
    /// <param name="name">A name for messages.</param>
    /// <param name="options">How to open it.</param>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint; the message says why.</exception>
    public static Checkpoint Open(ReadOnlyMemory<byte> file, string name, CheckpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Open(new CheckpointMemory(file, name), options);
    }

    /// <summary>Closes the file. Its tensors can no longer be copied.</summary>
    public void Dispose() => _bytes.Dispose();

    private static Checkpoint Open(ICheckpointBytes bytes, CheckpointOptions? options)
    {
        try
        {
            return new Checkpoint(bytes, Read(bytes, options ?? new CheckpointOptions()));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>The format is told by the first bytes, not by the file's name.</summary>
    private static CheckpointContents Read(ICheckpointBytes bytes, CheckpointOptions options)
    {
        Span<byte> start = stackalloc byte[16];
        start = start[..(int)Math.Min(start.Length, bytes.Length)];
        bytes.Read(0, start);
        if (start.StartsWith("PK\u0003\u0004"u8))
            return TorchReader.Read(bytes, options);
        if (LegacyTorch.IsLegacy(start))
            throw new CheckpointException(LegacyTorch.Message(bytes.Name));
        if (start.Length < 8)
            throw new CheckpointException($"'{bytes.Name}' has {bytes.Length} bytes; a checkpoint has at least 8.");
        if (options.StateDict is not null)
            throw new CheckpointException($"'{bytes.Name}' is no PyTorch file, so it has no entry '{options.StateDict}' to choose.");
        return SafetensorsReader.Read(bytes, BinaryPrimitives.ReadUInt64LittleEndian(start));
    }
}
