using System.Collections.Immutable;

namespace Emo;

// What a pickle of a checkpoint can hold, besides null, bool, long, double and string.

internal sealed record PickleTuple(ImmutableArray<object?> Items);

internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dict or OrderedDict, in insertion order. Only string keys are kept: state dicts have no others.</summary>
internal sealed class PickleDict
{
    public OrderedDictionary<string, object?> Items { get; } = new(StringComparer.Ordinal);
}

/// <summary>A name that a pickle refers to. It is never looked up anywhere: it only selects what the reader does.</summary>
internal sealed record PickleGlobal(string Name);

/// <summary>A harmless object that no weight depends on, a numpy scalar for example.</summary>
internal sealed record PickleOpaque(string Name);

/// <summary>A persistent id of the storage form.</summary>
internal sealed record TorchStorage(TensorDataType DataType, string Key, long Length);

/// <summary>A tensor as its pickle describes it, not yet checked against its storage.</summary>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, ImmutableArray<long> Shape, ImmutableArray<long> Strides);
