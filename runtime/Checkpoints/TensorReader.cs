using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Emo.Checkpoints;

/// <summary>Reads the elements of a floating-point tensor as floats.</summary>
internal static class TensorReader
{
    private const int ChunkBytes = 64 * 1024;

    // A span of bytes cannot be longer than 2 GiB: longer float tensors are read in parts.
    private const int FloatsAtOnce = 1 << 24;

    /// <summary>Reads a whole tensor in row-major order.</summary>
    public static void Read(
        CheckpointFile file, string name, TensorDataType type, ReadOnlySpan<long> shape, TensorLayout layout, Span<float> destination)
    {
        if (destination.IsEmpty)
            return;
        if (layout.Strides.IsDefault)
            ReadContiguous(file, type, layout.Offset, destination);
        else
            ReadStrided(file, name, type, shape, layout, destination);
        file.EnsureUnchanged();
    }

    private static void ReadContiguous(CheckpointFile file, TensorDataType type, long offset, Span<float> destination)
    {
        if (type != TensorDataType.Float32)
        {
            ReadConverted(file, type, offset, destination);
            return;
        }
        while (!destination.IsEmpty)
        {
            var part = destination[..Math.Min(destination.Length, FloatsAtOnce)];
            file.Read(offset, MemoryMarshal.AsBytes(part));
            offset += part.Length * sizeof(float);
            destination = destination[part.Length..];
        }
    }

    private static void ReadConverted(CheckpointFile file, TensorDataType type, long offset, Span<float> destination)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (!destination.IsEmpty)
            {
                int count = Math.Min(destination.Length, ChunkBytes / type.Size());
                var bytes = buffer.AsSpan(0, count * type.Size());
                file.Read(offset, bytes);
                Convert(type, bytes, destination[..count]);
                offset += bytes.Length;
                destination = destination[count..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Convert(TensorDataType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case TensorDataType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            case TensorDataType.BFloat16:
                var upperHalves = MemoryMarshal.Cast<byte, ushort>(source);
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = BitConverter.UInt32BitsToSingle((uint)upperHalves[i] << 16);
                break;
            case TensorDataType.Float64:
                var doubles = MemoryMarshal.Cast<byte, double>(source);
                for (int i = 0; i < destination.Length; i++)
                    destination[i] = (float)doubles[i];
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a floating-point type that needs conversion.");
        }
    }

    // The stretch of the storage that the tensor spans is read at once and its elements are picked from it.
    // It lies inside the storage, so the file's size bounds it.
    private static void ReadStrided(
        CheckpointFile file, string name, TensorDataType type, ReadOnlySpan<long> shape, TensorLayout layout, Span<float> destination)
    {
        var strides = layout.Strides.AsSpan();
        long last = 0;
        for (int i = 0; i < shape.Length; i++)
            last += (shape[i] - 1) * strides[i];
        if (last >= Array.MaxLength)
        {
            throw file.Error(
                name,
                $"it is not contiguous and spans {last + 1} elements of its storage, more than can be read at once; " +
                "save it with .contiguous()");
        }

        float[] stretch = new float[last + 1];
        ReadContiguous(file, type, layout.Offset, stretch);
        Gather(stretch, shape, strides, destination);
    }

    private static void Gather(ReadOnlySpan<float> source, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, Span<float> destination)
    {
        Span<long> index = stackalloc long[TensorLayout.MaxRank];
        index.Clear();
        long position = 0;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[(int)position];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                position += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                position -= shape[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }
}
