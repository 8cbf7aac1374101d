namespace Emo.Checkpoints;

/// <summary>An element type of safetensors.</summary>
/// <param name="Name">As the header writes it.</param>
/// <param name="Bits">The size of an element in bits.</param>
/// <param name="DataType">The type that tensors are read as; null for one that is only passed over.</param>
internal sealed record SafeTensorsType(string Name, int Bits, TensorDataType? DataType)
{
    // Source: the enumeration Dtype of the safetensors crate, tensor.rs.
    private static readonly SafeTensorsType[] s_all =
    [
        Of("F64", TensorDataType.Float64),
        Of("F32", TensorDataType.Float32),
        Of("F16", TensorDataType.Float16),
        Of("BF16", TensorDataType.BFloat16),
        Of("I64", TensorDataType.Int64),
        Of("I32", TensorDataType.Int32),
        Of("I16", TensorDataType.Int16),
        Of("I8", TensorDataType.Int8),
        Of("U64", TensorDataType.UInt64),
        Of("U32", TensorDataType.UInt32),
        Of("U16", TensorDataType.UInt16),
        Of("U8", TensorDataType.UInt8),
        Of("BOOL", TensorDataType.Boolean),
        new("C64", 64, null),
        new("F8_E4M3", 8, null),
        new("F8_E5M2", 8, null),
        new("F8_E8M0", 8, null),
        new("F6_E2M3", 6, null),
        new("F6_E3M2", 6, null),
        new("F4", 4, null),
    ];

    /// <summary>The names, for a message.</summary>
    public static string Names => string.Join(", ", s_all.Select(type => type.Name));

    /// <summary>The type of a name; null for one that is unknown.</summary>
    public static SafeTensorsType? Find(string name) => Array.Find(s_all, type => type.Name == name);

    private static SafeTensorsType Of(string name, TensorDataType type) => new(name, 8 * type.Size(), type);
}
