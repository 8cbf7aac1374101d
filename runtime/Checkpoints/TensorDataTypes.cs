namespace Emo;

/// <summary>Sizes of element types.</summary>
internal static class TensorDataTypes
{
    public static int Size(this TensorDataType type) => type switch
    {
        TensorDataType.Int8 or TensorDataType.UInt8 or TensorDataType.Boolean => 1,
        TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Int16 => 2,
        TensorDataType.Float32 or TensorDataType.Int32 => 4,
        TensorDataType.Float64 or TensorDataType.Int64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown type"),
    };

    /// <summary>The product of the dimensions, or -1 if it is beyond <see cref="long"/>.</summary>
    public static long ElementCount(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long dimension in shape)
        {
            // A zero anywhere makes the tensor empty, whatever the rest multiplies to.
            if (dimension == 0)
                return 0;
        }

        foreach (long dimension in shape)
        {
            if (Math.BigMul(count, dimension, out long low) != 0 || low < 0)
                return -1;
            count = low;
        }

        return count;
    }
}
