using System.Collections.Immutable;

namespace Emo;

/// <summary>One tensor of an open <see cref="Checkpoint"/>.</summary>
public abstract class CheckpointTensor
{
    private protected CheckpointTensor(string name, TensorDataType dataType, ImmutableArray<long> shape)
    {
        Name = name;
        DataType = dataType;
        Shape = shape;
    }

    /// <summary>The state-dict key.</summary>
    public string Name { get; }

    /// <summary>The element type in the file.</summary>
    public TensorDataType DataType { get; }

    /// <summary>The dimensions; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The number of elements: the product of the dimensions.</summary>
    public long Length => TensorDataTypes.ElementCount(Shape.AsSpan());

    /// <summary>True for the floating-point types, which <see cref="CopyTo"/> converts to float.</summary>
    public bool IsFloatingPoint =>
        DataType is TensorDataType.Float32 or TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Float64;

    /// <summary>Copies the elements in row-major order, converted to float.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> does not have exactly <see cref="Length"/> elements.</exception>
    /// <exception cref="InvalidOperationException">The tensor is not of a floating-point type.</exception>
    /// <exception cref="ObjectDisposedException">The checkpoint has been disposed.</exception>
    public abstract void CopyTo(Span<float> destination);
}
