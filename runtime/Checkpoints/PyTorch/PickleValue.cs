namespace Emo.Checkpoints;

/// <summary>A value that a pickle describes. There is no kind that does anything: what a state dict does not need is opaque.</summary>
internal abstract class PickleValue
{
    /// <summary>What messages call this kind of value.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text.</summary>
internal sealed class PickleText(string value) : PickleValue
{
    public string Value { get; } = value;

    public override string Kind => "a text";
}

/// <summary>A whole number of at most 64 bits.</summary>
internal sealed class PickleInteger(long value) : PickleValue
{
    public long Value { get; } = value;

    public override string Kind => "a number";
}

/// <summary>A tuple.</summary>
internal sealed class PickleTuple(PickleValue[] items) : PickleValue
{
    public static PickleTuple Empty { get; } = new([]);

    public PickleValue[] Items { get; } = items;

    public override string Kind => "a tuple";
}

/// <summary>A dict or OrderedDict, its entries in order.</summary>
internal sealed class PickleDictionary(bool ordered) : PickleValue
{
    private List<KeyValuePair<PickleValue, PickleValue>>? _entries;

    /// <summary>True for an OrderedDict, which may carry attributes.</summary>
    public bool Ordered { get; } = ordered;

    public IReadOnlyList<KeyValuePair<PickleValue, PickleValue>> Entries => _entries ?? [];

    /// <summary>True when a value is a tensor. Kept, not searched for: a pickle can name one huge dict a million times.</summary>
    public bool HoldsTensors { get; private set; }

    public override string Kind => "a dict";

    public void Add(PickleValue key, PickleValue value)
    {
        HoldsTensors |= value is PickleTensor;
        (_entries ??= []).Add(new(key, value));
    }
}

/// <summary>A list. No checkpoint keeps tensors of a model in one, so its items are dropped.</summary>
internal sealed class PickleList : PickleValue
{
    public static PickleList Instance { get; } = new();

    public override string Kind => "a list";
}

/// <summary>A value that is of no use here: None, a truth value, a float, a numpy scalar, a set ...</summary>
internal sealed class PickleOpaque : PickleValue
{
    public static PickleOpaque None { get; } = new("None");

    public static PickleOpaque Boolean { get; } = new("a truth value");

    public static PickleOpaque Number { get; } = new("a number");

    public static PickleOpaque Object { get; } = new("another object");

    /// <summary>A numpy dtype, the only opaque value that may be given a state (which is ignored).</summary>
    public static PickleOpaque NumpyDataType { get; } = new("a numpy dtype");

    private PickleOpaque(string kind) => Kind = kind;

    public override string Kind { get; }
}

/// <summary>A function or class that the pickle names and the allow-list knows.</summary>
internal sealed class PickleGlobal(TorchGlobal global, TensorDataType? storageType = null) : PickleValue
{
    public TorchGlobal Global { get; } = global;

    /// <summary>The element type, for a storage class.</summary>
    public TensorDataType? StorageType { get; } = storageType;

    public override string Kind => "a function or class";
}

/// <summary>A storage: a one-dimensional run of elements, one record of the archive.</summary>
internal sealed class PickleStorage(string key, TensorDataType dataType, long length, long offset) : PickleValue
{
    public string Key { get; } = key;

    public TensorDataType DataType { get; } = dataType;

    /// <summary>The number of elements.</summary>
    public long Length { get; } = length;

    /// <summary>Where the first element lies in the file, in bytes.</summary>
    public long Offset { get; } = offset;

    public override string Kind => "a storage";
}
