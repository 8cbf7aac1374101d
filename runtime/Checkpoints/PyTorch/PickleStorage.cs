namespace Emo.Checkpoints;

/// <summary>A storage: a one-dimensional run of elements in the file.</summary>
internal sealed class PickleStorage(PickleGlobal storageClass, StorageType type, long length) : PickleValue
{
    public PickleGlobal StorageClass { get; } = storageClass;

    public StorageType Type { get; } = type;

    /// <summary>The number of elements.</summary>
    public long Length { get; } = length;

    /// <summary>Where the first element lies in the file, in bytes. Files before PyTorch 1.6 say so behind the pickle only.</summary>
    public long Offset { get; set; }

    public override string Kind => "a storage";
}
