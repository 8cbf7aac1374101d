namespace Emo;

/// <summary>The named tensors of a checkpoint file.</summary>
public sealed class Checkpoint : IDisposable
{
    internal Checkpoint(string name, IReadOnlyDictionary<string, CheckpointTensor> tensors)
    {
        Name = name;
        Tensors = tensors;
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The tensors by state-dict key.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    /// <summary>Opens a checkpoint file.</summary>
    public static Checkpoint Open(string path) => throw new NotImplementedException(path);

    /// <summary>Opens a checkpoint that is already in memory, an embedded resource for example.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">A name for messages.</param>
    public static Checkpoint Open(ReadOnlyMemory<byte> file, string name) => file.IsEmpty ? new(name, new Dictionary<string, CheckpointTensor>()) : throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
