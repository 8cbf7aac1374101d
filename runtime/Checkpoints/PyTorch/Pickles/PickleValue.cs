using System.Globalization;

namespace Emo.Checkpoints;

/// <summary>A value that a pickle describes. There is no kind that does anything.</summary>
internal abstract class PickleValue
{
    /// <summary>What messages call this kind of value.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text that is short enough for a name.</summary>
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

/// <summary>A value of which nothing is needed but its kind: None, a float, bytes, a long text ...</summary>
internal sealed class PickleOpaque : PickleValue
{
    public static PickleOpaque None { get; } = new("None");

    public static PickleOpaque True { get; } = new("a truth value");

    public static PickleOpaque False { get; } = new("a truth value");

    public static PickleOpaque Number { get; } = new("a number");

    public static PickleOpaque Text { get; } = new("a long text");

    public static PickleOpaque Bytes { get; } = new("a run of bytes");

    /// <summary>The number with which torch.save began its files before 1.6: 0x1950a86a20f9469cfc6c.</summary>
    public static PickleOpaque LegacyMagic { get; } = new("a number");

    private PickleOpaque(string kind) => Kind = kind;

    public override string Kind { get; }

    public static PickleValue Truth(bool value) => value ? True : False;
}

/// <summary>A tuple.</summary>
internal sealed class PickleTuple(PickleValue[] items) : PickleValue
{
    public static PickleTuple Empty { get; } = new([]);

    public PickleValue[] Items { get; } = items;

    public override string Kind => "a tuple";
}

/// <summary>A list or a set.</summary>
internal sealed class PickleList(bool isSet) : PickleValue
{
    private List<PickleValue>? _items;

    /// <summary>True for a set, whose items have no order.</summary>
    public bool IsSet => isSet;

    public IReadOnlyList<PickleValue> Items => _items ?? [];

    public override string Kind => isSet ? "a set" : "a list";

    public void Add(ReadOnlySpan<PickleValue> items)
    {
        if (!items.IsEmpty)
            (_items ??= []).AddRange(items);
    }
}

/// <summary>A dict, OrderedDict or defaultdict, its entries in order.</summary>
internal sealed class PickleDictionary(bool isOrdered) : PickleValue
{
    private List<KeyValuePair<PickleValue, PickleValue>>? _entries;

    /// <summary>True for an OrderedDict, which may carry attributes.</summary>
    public bool IsOrdered { get; } = isOrdered;

    /// <summary>What was set as an attribute that changes what Python reads; null when nothing was.</summary>
    public string? Fault { get; set; }

    public IReadOnlyList<KeyValuePair<PickleValue, PickleValue>> Entries => _entries ?? [];

    public override string Kind => "a dict";

    public void Add(PickleValue key, PickleValue value) => (_entries ??= []).Add(new(key, value));

    /// <summary>The value of a key, the last one if there are several; null when there is none.</summary>
    public PickleValue? Find(string key)
    {
        for (int i = Entries.Count - 1; i >= 0; i--)
        {
            if (Entries[i].Key is PickleText text && text.Value == key)
                return Entries[i].Value;
        }
        return null;
    }
}

/// <summary>A function or class that the pickle names.</summary>
internal sealed class PickleGlobal(string module, string name) : PickleValue
{
    public string Module { get; } = module;

    public string Name { get; } = name;

    /// <summary>What it is if it is known here.</summary>
    public TorchGlobal Meaning { get; } = TorchGlobals.Find(module, name);

    public string FullName { get; } = $"{module}.{name}";

    public override string Kind => $"the function or class {Printable.Quote(FullName)}";
}

/// <summary>
/// What some function or class would return, which nobody calls: its name, its arguments, and what was done to it afterwards.
/// </summary>
internal sealed class PickleObject(PickleValue callable, PickleValue[] arguments) : PickleValue
{
    /// <summary>The function or class, or an object that stands for one.</summary>
    public PickleValue Callable { get; } = callable;

    public PickleValue[] Arguments { get; } = arguments;

    /// <summary>The attributes that it was given; null when it was given none.</summary>
    public PickleDictionary? State { get; set; }

    /// <summary>The state that it was given, of whatever kind; null when it was given none.</summary>
    public PickleValue? GivenState { get; set; }

    /// <summary>True once something was appended to it.</summary>
    public bool IsAppendedTo { get; set; }

    /// <summary>True when it has the three dicts of a <c>torch.nn.Module</c>; known once it was given its state.</summary>
    public bool IsModule { get; set; }

    /// <summary>What was assigned to it as if it were a dict; null when nothing was.</summary>
    public PickleDictionary? Items { get; set; }

    /// <summary>The class, if it can be told: helpers of the pickle module take it as their first argument.</summary>
    public string TypeName => (Callable, Arguments) switch
    {
        (PickleGlobal { Name: ['_', ..] }, [PickleGlobal type, ..]) => type.FullName,
        (PickleGlobal global, _) => global.FullName,
        _ => "something that another object returns",
    };

    public override string Kind => string.Create(CultureInfo.InvariantCulture, $"an object of {Printable.Quote(TypeName)}");
}
