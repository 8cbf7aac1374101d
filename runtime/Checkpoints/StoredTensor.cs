using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Emo;

/// <summary>A tensor in a file: contiguous, or strided inside its storage. The reader has checked that it lies within the file.</summary>
internal sealed class StoredTensor : CheckpointTensor
{
    private readonly ICheckpointBytes _bytes;
    private readonly long _offset;
    private readonly ImmutableArray<long> _strides;

    /// <param name="bytes">The file.</param>
    /// <param name="name">The state-dict key.</param>
    /// <param name="dataType">The element type.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="offset">The first element, in bytes from the start of the file.</param>
    /// <param name="strides">Elements between neighbours, for each dimension; empty when contiguous.</param>
    public StoredTensor(
        ICheckpointBytes bytes, string name, TensorDataType dataType, ImmutableArray<long> shape, long offset, ImmutableArray<long> strides)
        : base(name, dataType, shape)
    {
        _bytes = bytes;
        _offset = offset;
        _strides = strides;
    }

    public override void CopyTo(Span<float> destination)
    {
        if (!IsFloatingPoint)
            throw new InvalidOperationException($"Tensor '{Name}' holds {DataType} values; only floating-point tensors can be copied to float.");
        if (destination.Length != Length)
            throw new ArgumentException($"Tensor '{Name}' has {Length} elements, but the destination has {destination.Length}.", nameof(destination));
        if (_strides.IsEmpty)
            ReadContiguous(_offset, destination);
        else
            ReadStrided(destination);
    }

    private void ReadContiguous(long offset, Span<float> destination)
    {
        if (DataType == TensorDataType.Float32 && BitConverter.IsLittleEndian)
        {
            _bytes.Read(offset, MemoryMarshal.AsBytes(destination));
            return;
        }

        Span<byte> buffer = stackalloc byte[4096];
        int size = DataType.Size();
        while (destination.Length > 0)
        {
            int count = Math.Min(destination.Length, buffer.Length / size);
            var part = buffer[..(count * size)];
            _bytes.Read(offset, part);
            FloatDecoder.Decode(DataType, part, destination[..count]);
            destination = destination[count..];
            offset += part.Length;
        }
    }

    /// <summary>Element by element: a strided tensor in a state dict is rare and small.</summary>
    private void ReadStrided(Span<float> destination)
    {
        long[] index = new long[Shape.Length];
        for (int i = 0; i < destination.Length; i++)
        {
            long element = 0;
            for (int d = 0; d < index.Length; d++)
                element += index[d] * _strides[d];
            ReadContiguous(_offset + (element * DataType.Size()), destination.Slice(i, 1));
            for (int d = index.Length - 1; d >= 0 && ++index[d] == Shape[d]; d--)
                index[d] = 0;
        }
    }
}
