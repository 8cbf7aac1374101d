using System.Collections.Immutable;
using Emo.Checkpoints;

namespace Emo;

/// <summary>One tensor of an open <see cref="Checkpoint"/>.</summary>
public sealed class CheckpointTensor
{
    private readonly CheckpointFile _file;
    private readonly TensorLayout _layout;

    internal CheckpointTensor(CheckpointFile file, string name, TensorDataType dataType, ImmutableArray<long> shape, TensorLayout layout)
    {
        _file = file;
        _layout = layout;
        Name = name;
        DataType = dataType;
        Shape = shape;
        Length = TensorLayout.LengthOf(shape.AsSpan());
    }

    /// <summary>The state-dict key.</summary>
    public string Name { get; }

    /// <summary>The element type in the file.</summary>
    public TensorDataType DataType { get; }

    /// <summary>The dimensions; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The number of elements: the product of the dimensions, 1 for a scalar.</summary>
    public long Length { get; }

    /// <summary>True for the floating-point types, which <see cref="CopyTo"/> converts to float.</summary>
    public bool IsFloatingPoint => DataType.IsFloatingPoint();

    /// <summary>
    /// Copies the elements in row-major order, whatever their order in the file, converted to float:
    /// float16 and bfloat16 exactly, float64 to the nearest float. When it throws, the content of <paramref name="destination"/>
    /// is unspecified.
    /// </summary>
    /// <param name="destination">Exactly <see cref="Length"/> elements.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> does not have exactly <see cref="Length"/> elements.</exception>
    /// <exception cref="InvalidOperationException">The tensor is not of a floating-point type.</exception>
    /// <exception cref="ObjectDisposedException">The checkpoint has been disposed.</exception>
    /// <exception cref="CheckpointException">The file was changed or truncated since it was opened.</exception>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public void CopyTo(Span<float> destination)
    {
        _file.ThrowIfDisposed();
        if (!IsFloatingPoint)
        {
            throw new InvalidOperationException(
                $"{_file.Name}: tensor {Printable.Quote(Name)} is of type {DataType}; " +
                "only floating-point tensors can be copied to floats.");
        }

        if (destination.Length != Length)
        {
            throw new ArgumentException(
                $"{_file.Name}: tensor {Printable.Quote(Name)} has {Length} elements, the destination {destination.Length}.",
                nameof(destination));
        }

        TensorReader.Read(_file, Name, DataType, Shape.AsSpan(), _layout, destination);
    }

    /// <summary>Whether this is the same elements in the same place, under another name perhaps.</summary>
    internal bool IsSameAs(CheckpointTensor other) =>
        _file == other._file && DataType == other.DataType && _layout.Offset == other._layout.Offset &&
        Shape.AsSpan().SequenceEqual(other.Shape.AsSpan()) && _layout.Strides.AsSpan().SequenceEqual(other._layout.Strides.AsSpan());
}
