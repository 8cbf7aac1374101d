using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>A tensor that lies inside its storage: shape and strides have been checked.</summary>
/// <param name="storage">Its elements.</param>
/// <param name="dataType">The type of an element.</param>
/// <param name="byteOffset">Where the first one lies in the storage, in bytes.</param>
/// <param name="shape">The dimensions.</param>
/// <param name="strides">In elements; default when the elements are contiguous in row-major order.</param>
internal sealed class PickleTensor(
    PickleStorage storage, TensorDataType dataType, long byteOffset, ImmutableArray<long> shape, ImmutableArray<long> strides) : PickleValue
{
    public PickleStorage Storage { get; } = storage;

    public TensorDataType DataType { get; } = dataType;

    public ImmutableArray<long> Shape { get; } = shape;

    /// <summary>Where it lies in the file, once all storages are known.</summary>
    public TensorLayout Layout => new(Storage.Offset + byteOffset, strides);

    public override string Kind => "a tensor";
}

/// <summary>A tensor whose elements cannot be read, or would not be what Python reads.</summary>
/// <param name="reason">Why, as a sentence about "it" without a full stop.</param>
internal sealed class UnreadableTensor(string reason) : PickleValue
{
    public string Reason { get; } = reason;

    /// <summary>What it was made of: it may share its storage with tensors that can be read.</summary>
    public PickleValue[]? Source { get; set; }

    public override string Kind => "a tensor that cannot be read";
}
