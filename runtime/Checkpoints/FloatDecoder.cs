using System.Buffers.Binary;

namespace Emo;

/// <summary>Little-endian floating-point values of any width to float.</summary>
internal static class FloatDecoder
{
    public static void Decode(TensorDataType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        int size = type.Size();
        for (int i = 0; i < destination.Length; i++)
        {
            var bytes = source.Slice(i * size, size);
            destination[i] = type switch
            {
                TensorDataType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                TensorDataType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
                TensorDataType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
                TensorDataType.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a floating-point type"),
            };
        }
    }
}
