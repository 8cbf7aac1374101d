using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>A tensor that lies inside its storage: shape and strides have been checked.</summary>
internal sealed class PickleTensor(TensorDataType dataType, ImmutableArray<long> shape, TensorLayout layout) : PickleValue
{
    public TensorDataType DataType { get; } = dataType;

    public ImmutableArray<long> Shape { get; } = shape;

    public TensorLayout Layout { get; } = layout;

    public override string Kind => "a tensor";
}
