using System.Collections.Frozen;

namespace Emo.Checkpoints;

/// <summary>
/// The allow-list: what a pickle may name. A name only selects an entry here; nothing is ever looked up, imported or instantiated by name.
/// </summary>
internal static class TorchGlobals
{
    private static readonly FrozenDictionary<string, PickleGlobal> s_allowed = new Dictionary<string, PickleGlobal>
    {
        ["collections OrderedDict"] = new(TorchGlobal.OrderedDict),
        ["torch._utils _rebuild_tensor_v2"] = new(TorchGlobal.RebuildTensor),
        ["torch._utils _rebuild_parameter"] = new(TorchGlobal.RebuildParameter),
        ["torch FloatStorage"] = Storage(TensorDataType.Float32),
        ["torch HalfStorage"] = Storage(TensorDataType.Float16),
        ["torch BFloat16Storage"] = Storage(TensorDataType.BFloat16),
        ["torch DoubleStorage"] = Storage(TensorDataType.Float64),
        ["torch CharStorage"] = Storage(TensorDataType.Int8),
        ["torch ByteStorage"] = Storage(TensorDataType.UInt8),
        ["torch ShortStorage"] = Storage(TensorDataType.Int16),
        ["torch IntStorage"] = Storage(TensorDataType.Int32),
        ["torch LongStorage"] = Storage(TensorDataType.Int64),
        ["torch BoolStorage"] = Storage(TensorDataType.Boolean),

        // Beside the tensors of a training checkpoint: numpy scalars (the bytes of one come through _codecs.encode), sets, shapes, devices.
        ["numpy dtype"] = new(TorchGlobal.NumpyDataType),
        ["numpy.core.multiarray scalar"] = new(TorchGlobal.OpaqueClass),
        ["numpy._core.multiarray scalar"] = new(TorchGlobal.OpaqueClass),
        ["_codecs encode"] = new(TorchGlobal.OpaqueClass),
        ["__builtin__ set"] = new(TorchGlobal.OpaqueClass),
        ["torch Size"] = new(TorchGlobal.OpaqueClass),
        ["torch device"] = new(TorchGlobal.OpaqueClass),
    }.ToFrozenDictionary();

    /// <summary>The entry for a name, or null when it is not allowed.</summary>
    public static PickleGlobal? Find(string module, string name) => s_allowed.GetValueOrDefault($"{module} {name}");

    private static PickleGlobal Storage(TensorDataType type) => new(TorchGlobal.StorageClass, type);
}
