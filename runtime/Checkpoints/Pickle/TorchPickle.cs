using System.Collections.Immutable;

namespace Emo;

/// <summary>What the allowed functions of a checkpoint's pickle give. They only describe; none is called.</summary>
internal static class TorchPickle
{
    private const int MaxDimensions = 16;

    /// <summary>The persistent id ("storage", type, key, location, length). The location, a device, does not matter here.</summary>
    public static TorchStorage Storage(string file, object? id) =>
        id is PickleTuple { Items: ["storage", PickleGlobal { Name: var type }, string key, string, long length] } &&
            PickleGlobals.StorageType(type) is { } dataType && length >= 0
            ? new TorchStorage(dataType, key, length)
            : throw Invalid(file, "its pickle has a persistent id that is not a tensor's storage");

    public static object Call(string file, string function, PickleTuple arguments)
    {
        if (PickleGlobals.IsOpaque(function))
            return new PickleOpaque(function);
        return function switch
        {
            PickleGlobals.OrderedDict => Dict(file, arguments),
            PickleGlobals.RebuildTensor => Tensor(file, arguments),
            PickleGlobals.RebuildParameter when arguments.Items is [TorchTensor tensor, ..] => tensor,
            _ => throw Invalid(file, $"its pickle calls '{function}' with arguments that do not fit"),
        };
    }

    /// <summary>Empty, or a list of pairs as Python 2 wrote it.</summary>
    private static PickleDict Dict(string file, PickleTuple arguments)
    {
        var dict = new PickleDict();
        if (arguments.Items.IsEmpty)
            return dict;
        if (arguments.Items is not [PickleList pairs])
            throw Invalid(file, "its pickle makes an OrderedDict of something that is not a list of pairs");
        foreach (object? pair in pairs.Items)
        {
            var (key, value) = pair switch
            {
                PickleTuple { Items: [string k, var v] } => (k, v),
                PickleList { Items: [string k, var v] } => (k, v),
                _ => throw Invalid(file, "its pickle makes an OrderedDict of something that is not a list of pairs"),
            };
            TensorNames.Check(file, key);
            dict.Items[key] = value;
        }

        return dict;
    }

    /// <summary>_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks).</summary>
    private static TorchTensor Tensor(string file, PickleTuple arguments)
    {
        if (arguments.Items is not [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride, ..])
            throw Invalid(file, "its pickle has a tensor whose description is broken");
        var shape = Numbers(file, size);
        var strides = Numbers(file, stride);
        if (shape.Length != strides.Length || shape.Length > MaxDimensions)
            throw Invalid(file, $"its pickle has a tensor of {shape.Length} dimensions and {strides.Length} strides");
        return new TorchTensor(storage, offset, shape, strides);
    }

    private static ImmutableArray<long> Numbers(string file, PickleTuple tuple) =>
        [.. tuple.Items.Select(item => item as long? ?? throw Invalid(file, "its pickle has a tensor whose size or stride is not a whole number"))];

    private static CheckpointException Invalid(string file, string reason) => new($"'{file}' is not a valid checkpoint: {reason}.");
}
