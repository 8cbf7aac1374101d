namespace Emo.Checkpoints;

/// <summary>Facts about the element types.</summary>
internal static class TensorDataTypes
{
    /// <summary>The size of an element in bytes.</summary>
    public static int Size(this TensorDataType type) => type switch
    {
        TensorDataType.Int8 or TensorDataType.UInt8 or TensorDataType.Boolean => 1,
        TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Int16 or TensorDataType.UInt16 => 2,
        TensorDataType.Float32 or TensorDataType.Int32 or TensorDataType.UInt32 => 4,
        TensorDataType.Float64 or TensorDataType.Int64 or TensorDataType.UInt64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type."),
    };

    /// <summary>True for the types that hold real numbers.</summary>
    public static bool IsFloatingPoint(this TensorDataType type) =>
        type is TensorDataType.Float32 or TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Float64;
}
