namespace Emo.Checkpoints;

/// <summary>The entries of a state dict while they are collected: tensors, and what cannot be read.</summary>
internal sealed class StateDictEntries(StateDictSearch search)
{
    /// <summary>The longest name of a tensor.</summary>
    public const int MaxNameLength = 1024;

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
        if (!dictionary.Entries.Any(entry => entry.Key is PickleText && StandsForTensor(entry.Value)))
            return;
        fault ??= search.HandedOver.Reason(dictionary);

        // It may be a text of its own kind, which Python takes for one of the others.
        var odd = dictionary.Entries.FirstOrDefault(entry => entry.Key is PickleObject).Key;
        fault ??= odd is null ? null : $"its dict has a key that is {odd.Kind}, not a text";
        foreach (var (key, value) in dictionary.Entries)
        {
            if (key is PickleText { Value: var name })
                Add(name, value, fault);
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

        HoldsTensors |= StandsForTensor(value);
        switch (value)
        {
            case PickleTensor tensor when (fault ?? search.HandedOver.Reason(tensor.Storage)) is null:
                CheckpointTensor readable = new(search.File, name, tensor.DataType, tensor.Shape, tensor.Layout);
                if (Unreadable.ContainsKey(name) || !Tensors.TryAdd(name, readable))
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

    // Also a tensor of somebody's own, or an array of numpy.
    private static bool StandsForTensor(PickleValue value) => value switch
    {
        PickleTensor or UnreadableTensor => true,
        PickleObject { TypeName: var type } =>
            type.EndsWith("Tensor", StringComparison.Ordinal) || type.EndsWith(".ndarray", StringComparison.Ordinal),
        _ => false,
    };

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
        if (Tensors.ContainsKey(name) || !Unreadable.TryAdd(name, reason))
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
