namespace Emo;

/// <summary>The names that a pickle may refer to. All others are refused, whatever they are.</summary>
internal static class PickleGlobals
{
    public const string OrderedDict = "collections.OrderedDict";
    public const string RebuildTensor = "torch._utils._rebuild_tensor_v2";
    public const string RebuildParameter = "torch._utils._rebuild_parameter";

    private static readonly Dictionary<string, TensorDataType> s_storages = new(StringComparer.Ordinal)
    {
        ["torch.FloatStorage"] = TensorDataType.Float32,
        ["torch.HalfStorage"] = TensorDataType.Float16,
        ["torch.BFloat16Storage"] = TensorDataType.BFloat16,
        ["torch.DoubleStorage"] = TensorDataType.Float64,
        ["torch.CharStorage"] = TensorDataType.Int8,
        ["torch.ByteStorage"] = TensorDataType.UInt8,
        ["torch.ShortStorage"] = TensorDataType.Int16,
        ["torch.IntStorage"] = TensorDataType.Int32,
        ["torch.LongStorage"] = TensorDataType.Int64,
        ["torch.BoolStorage"] = TensorDataType.Boolean,
    };

    /// <summary>Objects beside the weights in training checkpoints. They are remembered by name only.</summary>
    private static readonly HashSet<string> s_opaque = new(StringComparer.Ordinal)
    {
        "torch.Size", "torch.device", "numpy.dtype", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "_codecs.encode",
    };

    public static PickleGlobal Find(string file, string module, string name)
    {
        string full = $"{module}.{name}";
        if (full is OrderedDict or RebuildTensor or RebuildParameter || s_storages.ContainsKey(full) || s_opaque.Contains(full))
            return new PickleGlobal(full);
        TensorNames.Check(file, full);
        throw new CheckpointException(
            $"'{file}' is refused: its pickle refers to '{full}', which a state dict does not need. " +
            "Save only the state dict: torch.save(model.state_dict(), \"net.pth\")");
    }

    public static bool IsOpaque(string name) => s_opaque.Contains(name);

    public static TensorDataType? StorageType(string name) => s_storages.TryGetValue(name, out var type) ? type : null;
}
