namespace Emo.Checkpoints;

/// <summary>The entries of a state dict while they are collected: tensors, and what cannot be read.</summary>
internal sealed class StateDictEntries(StateDictSearch search)
{
    private const int MaxNameLength = 1024;

    public OrderedDictionary<string, CheckpointTensor> Tensors { get; } = [];

    public OrderedDictionary<string, string> Unreadable { get; } = [];

    /// <summary>True when there is a tensor, be it one that cannot be read.</summary>
    public bool HoldsTensors { get; private set; }

    /// <summary>Adds the tensors of a dict, or none of them if it has none.</summary>
    /// <param name="dictionary">The dict.</param>
    /// <param name="fault">Why its values may be others than Python reads; null when they are not.</param>
    public void AddDictionary(PickleDictionary dictionary, string? fault)
    {
        CheckKeys(dictionary);
        if (!dictionary.Entries.Any(entry => entry is { Key: PickleText, Value: PickleTensor or UnreadableTensor }))
            return;
        fault ??= search.HandedOver.Reason(dictionary);
        foreach (var (key, value) in dictionary.Entries)
        {
            if (key is PickleText { Value: var name })
                Add(name, value, fault);
            else if (value is PickleTensor && key is not PickleInteger)
                throw search.File.Error($"a dict of tensors has a tensor whose key is {key.Kind}, not a text");
        }
    }

    /// <summary>Adds a value if it is a tensor, or stands where one belongs.</summary>
    public void Add(string name, PickleValue value, string? fault)
    {
        if (value is PickleTensor or UnreadableTensor or PickleObject)
        {
            CheckName(name);
            search.Budget.Charge(PickleCost.OfTensor(name));
        }

        HoldsTensors |= value is PickleTensor or UnreadableTensor;
        switch (value)
        {
            case PickleTensor tensor when (fault ?? search.HandedOver.Reason(tensor.Storage)) is null:
                if (!Tensors.TryAdd(name, new CheckpointTensor(search.File, name, tensor.DataType, tensor.Shape, tensor.Layout)))
                    throw Twice(name);
                break;
            case PickleTensor tensor:
                AddUnreadable(name, fault ?? search.HandedOver.Reason(tensor.Storage)!);
                break;
            case UnreadableTensor unreadable:
                AddUnreadable(name, unreadable.Reason);
                break;
            case PickleObject:
                AddUnreadable(name, $"it is {value.Kind}, not a tensor");
                break;
            default:
                break;
        }
    }

    // Python would take the last of two, other readers the first. No honest file has two.
    private void CheckKeys(PickleDictionary dictionary)
    {
        search.Budget.Charge(PickleCost.OfKeys(dictionary.Entries.Count));
        HashSet<string> names = [];
        foreach (var (key, _) in dictionary.Entries)
        {
            if (key is PickleText { Value: var name } && !names.Add(name))
                throw Twice(name);
        }
    }

    private void AddUnreadable(string name, string reason)
    {
        if (!Unreadable.TryAdd(name, reason))
            throw Twice(name);
    }

    private CheckpointException Twice(string name) => search.File.Error($"its key {Printable.Quote(name)} occurs twice in one dict");

    private void CheckName(string name)
    {
        if (name.Length > MaxNameLength)
            throw search.File.Error(name, $"its name has {name.Length} characters, at most {MaxNameLength} are allowed");
        if (Printable.HasControlCharacters(name))
            throw search.File.Error(name, "its name holds control characters");
    }
}
