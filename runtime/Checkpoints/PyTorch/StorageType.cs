using System.Collections.Frozen;

namespace Emo.Checkpoints;

/// <summary>The elements of a storage class.</summary>
/// <param name="Size">The size of an element in bytes.</param>
/// <param name="DataType">Its type; null for one that cannot be read, and for a storage of plain bytes.</param>
internal sealed record StorageType(int Size, TensorDataType? DataType)
{
    private static readonly FrozenDictionary<string, StorageType> s_types = new Dictionary<string, StorageType>
    {
        ["torch.FloatStorage"] = Of(TensorDataType.Float32),
        ["torch.HalfStorage"] = Of(TensorDataType.Float16),
        ["torch.BFloat16Storage"] = Of(TensorDataType.BFloat16),
        ["torch.DoubleStorage"] = Of(TensorDataType.Float64),
        ["torch.CharStorage"] = Of(TensorDataType.Int8),
        ["torch.ByteStorage"] = Of(TensorDataType.UInt8),
        ["torch.ShortStorage"] = Of(TensorDataType.Int16),
        ["torch.IntStorage"] = Of(TensorDataType.Int32),
        ["torch.LongStorage"] = Of(TensorDataType.Int64),
        ["torch.BoolStorage"] = Of(TensorDataType.Boolean),
        ["torch.ComplexFloatStorage"] = new(8, null),
        ["torch.ComplexDoubleStorage"] = new(16, null),
        ["torch.QInt8Storage"] = new(1, null),
        ["torch.QUInt8Storage"] = new(1, null),
        ["torch.QInt32Storage"] = new(4, null),
        ["torch.QUInt4x2Storage"] = new(1, null),
        ["torch.QUInt2x4Storage"] = new(1, null),
        ["torch.storage.UntypedStorage"] = new(1, null),
        ["torch.UntypedStorage"] = new(1, null),
        ["torch.storage._UntypedStorage"] = new(1, null),
        ["torch._UntypedStorage"] = new(1, null),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, TensorDataType> s_dataTypes = new Dictionary<string, TensorDataType>
    {
        ["torch.float32"] = TensorDataType.Float32,
        ["torch.float16"] = TensorDataType.Float16,
        ["torch.bfloat16"] = TensorDataType.BFloat16,
        ["torch.float64"] = TensorDataType.Float64,
        ["torch.int8"] = TensorDataType.Int8,
        ["torch.uint8"] = TensorDataType.UInt8,
        ["torch.int16"] = TensorDataType.Int16,
        ["torch.uint16"] = TensorDataType.UInt16,
        ["torch.int32"] = TensorDataType.Int32,
        ["torch.uint32"] = TensorDataType.UInt32,
        ["torch.int64"] = TensorDataType.Int64,
        ["torch.uint64"] = TensorDataType.UInt64,
        ["torch.bool"] = TensorDataType.Boolean,
    }.ToFrozenDictionary();

    /// <summary>The elements of a storage class; null for one that is not known.</summary>
    public static StorageType? Find(PickleGlobal storageClass) => s_types.GetValueOrDefault(storageClass.FullName);

    /// <summary>The type that a dtype names; null for one that cannot be read.</summary>
    public static TensorDataType? FindDataType(PickleGlobal dtype) =>
        s_dataTypes.TryGetValue(dtype.FullName, out var type) ? type : null;

    private static StorageType Of(TensorDataType type) => new(type.Size(), type);
}
