namespace Emo.Checkpoints;

/// <summary>
/// Makes what a pickle asks for by name: dicts, tensors, and objects that remember how they were described. Nothing is called.
/// </summary>
internal sealed class TorchObjects(CheckpointFile file, PickleBytes pickle, PickleBudget budget, IStorageSource storages)
{
    private const int MaxNames = 10_000;
    private const int MaxKeyLength = 256;

    private readonly Dictionary<(string Module, string Name), PickleGlobal> _globals = [];
    private readonly List<PickleObject> _calls = [];

    /// <summary>The functions and classes that were named.</summary>
    public IReadOnlyCollection<PickleGlobal> Globals => _globals.Values;

    /// <summary>The calls of functions and classes that are not known here, whose arguments Python might have changed.</summary>
    public IReadOnlyList<PickleObject> UnknownCalls => _calls;

    /// <summary>
    /// What the pickle does that may change anything in Python, however it is reached: it calls an object, or changes one that stands for
    /// an attribute. Null when it does neither, as the files of all tools.
    /// </summary>
    public string? Reaches { get; private set; }

    /// <summary>GLOBAL: a function or class.</summary>
    public PickleGlobal Name(string module, string name)
    {
        if (_globals.TryGetValue((module, name), out var known))
            return known;
        if (Printable.HasControlCharacters(module) || Printable.HasControlCharacters(name))
            throw pickle.Error($"a name holds control characters: {Printable.Quote($"{module}.{name}")}");
        if (_globals.Count == MaxNames)
            throw pickle.Error($"it names more than {MaxNames} functions and classes");
        budget.Charge(2 * sizeof(char) * (module.Length + name.Length));
        PickleGlobal global = new(module, name);
        _globals.Add((module, name), global);
        return global;
    }

    /// <summary>REDUCE, and NEWOBJ where <paramref name="isNew"/>.</summary>
    public PickleValue Call(PickleValue callable, PickleValue[] arguments, bool isNew, string tensor)
    {
        budget.Charge(PickleCost.OfLook(arguments.Length));
        if (callable is PickleObject && !isNew)
            Reaches ??= $"its pickle calls {callable.Kind}";
        if (callable is not PickleGlobal global)
            return Remember(callable, arguments);

        // To make a dict is not to call it: __new__ leaves it empty, whatever the arguments.
        var value = global.Meaning switch
        {
            _ when isNew && arguments.Length > 0 => null,
            TorchGlobal.Dict => NewDictionary(isOrdered: false, arguments),
            TorchGlobal.OrderedDict => NewDictionary(isOrdered: true, arguments),
            TorchGlobal.DefaultDict => NewDefaultDict(arguments),
            TorchGlobal.Set => NewSet(arguments),
            _ when isNew => null,
            _ => TensorSubclasses.Rebuild(file, tensor, global, arguments, budget),
        };
        return value ?? Remember(callable, arguments);
    }

    /// <summary>NEWOBJ_EX: an object of a class, made with named arguments too.</summary>
    public PickleObject CallWithNames(PickleValue callable, PickleValue[] arguments, PickleDictionary names)
    {
        budget.Charge(PickleCost.OfItems(arguments.Length));
        return Remember(callable, [.. arguments, names]);
    }

    /// <summary>Something is about to be assigned to an object, or was appended to it.</summary>
    public void NoteChange(PickleObject target)
    {
        bool isAttribute = target.Callable is PickleGlobal { Meaning: TorchGlobal.GetAttribute };

        // Pickle writes the items of an object before its state. After it they go where the state says.
        if (isAttribute || target.GivenState is not null)
            Reaches ??= $"its pickle changes {target.Kind}";
    }

    /// <summary>BUILD: the state of an object.</summary>
    public void Build(PickleValue target, PickleValue state)
    {
        switch (target)
        {
            case PickleObject { GivenState: null } known:
                NoteChange(known);
                known.GivenState = state;
                known.State = Attributes(state);
                known.IsModule = ModuleStateDict.HasModuleState(known.State);
                break;
            case PickleDictionary { IsOrdered: true } dictionary:
                SetAttributes(dictionary, state);
                break;
            default:
                throw pickle.Error($"{state.Kind} is set as the state of {target.Kind}");
        }
    }

    /// <summary>
    /// BINPERSID: a storage, <c>('storage', class, key, location, length[, view])</c>, of which the location (cpu, cuda:0 ...) does not
    /// matter here; or, before PyTorch 1.6, a class with its source, <c>('module', class, file, text)</c>.
    /// </summary>
    public PickleValue Persistent(PickleValue id, string tensor)
    {
        switch ((id as PickleTuple)?.Items)
        {
            case [PickleText { Value: "storage" }, PickleGlobal type, var key, _, PickleInteger length, .. var view] when view.Length <= 1:
                if (StorageType.Find(type) is not { } elements)
                    return new UnreadableTensor($"its storage is of {Printable.Quote(type.FullName)}, which is not known");
                if (key is not PickleText { Value: { Length: <= MaxKeyLength } name })
                    throw file.Error(tensor, $"the key of its storage is {key.Kind} and not a text of at most {MaxKeyLength} characters");
                return storages.Find(name, new PickleStorage(type, elements, length.Value), view.FirstOrDefault(), tensor);
            case [PickleText { Value: "module" }, PickleGlobal type, _, _]:
                return type;
            default:
                throw pickle.Error("a persistent id is not of the form ('storage', class, key, location, length)");
        }
    }

    private PickleObject Remember(PickleValue callable, PickleValue[] arguments)
    {
        if (callable is not (PickleGlobal or PickleObject))
            throw pickle.Error($"{callable.Kind} is called; only functions and classes can be");
        PickleObject result = new(callable, arguments);
        _calls.Add(result);
        return result;
    }

    private PickleDictionary? NewDictionary(bool isOrdered, PickleValue[] arguments)
    {
        PickleDictionary dictionary = new(isOrdered);
        switch (arguments)
        {
            case []:
                return dictionary;
            case [PickleDictionary source]:
                dictionary.Fault = source.Fault;
                CopyEntries(source, dictionary);
                return dictionary;
            case [PickleList { Items: var pairs }]:
                budget.Charge(PickleCost.OfEntries(pairs.Count));
                foreach (var pair in pairs)
                {
                    if (((pair as PickleTuple)?.Items ?? (pair as PickleList)?.Items) is not [var key, var value])
                        return null;
                    dictionary.Add(key, value);
                }
                return dictionary;
            default:
                return null;
        }
    }

    private PickleList? NewSet(PickleValue[] arguments)
    {
        if (arguments is not ([] or [PickleList]))
            return null;
        PickleList set = new(isSet: true);
        if (arguments is [PickleList { Items: var items }])
        {
            budget.Charge(PickleCost.OfItems(items.Count));
            set.Add([.. items]);
        }
        return set;
    }

    // What makes the values of missing keys may be anything that can be called, and do anything.
    private PickleDictionary? NewDefaultDict(PickleValue[] arguments) => arguments switch
    {
        [] => NewDictionary(isOrdered: false, []),
        [PickleGlobal or PickleOpaque] => NewDictionary(isOrdered: false, []),
        [PickleGlobal or PickleOpaque, var items] => NewDictionary(isOrdered: false, [items]),
        _ => null,
    };

    /// <summary>
    /// What a state sets: a dict for <c>__dict__</c>, or a tuple of that or None and a dict for slots. A copy, because Python copies too:
    /// what is done to the dict afterwards does not reach the object.
    /// </summary>
    private PickleDictionary? Attributes(PickleValue state)
    {
        var parts = state is PickleTuple { Items: [_, _] and var both } ? both : [state];
        PickleDictionary? attributes = null;
        foreach (var part in parts.OfType<PickleDictionary>())
        {
            attributes ??= new PickleDictionary(isOrdered: false);
            attributes.Fault ??= part.Fault;
            CopyEntries(part, attributes);
        }
        return attributes;
    }

    private void CopyEntries(PickleDictionary source, PickleDictionary target)
    {
        budget.Charge(PickleCost.OfEntries(source.Entries.Count));
        foreach (var (key, value) in source.Entries)
            target.Add(key, value);
    }

    // An attribute can hide a method, items() for example, with which Python reads the dict.
    private void SetAttributes(PickleDictionary dictionary, PickleValue state)
    {
        if (state is not PickleDictionary attributes)
        {
            dictionary.Fault ??= $"it has {state.Kind} as its state";
            return;
        }

        budget.Charge(PickleCost.OfLook(attributes.Entries.Count));
        foreach (var (key, _) in attributes.Entries)
        {
            if (key is not PickleText { Value: "_metadata" })
                dictionary.Fault ??= $"it has the attribute {(key is PickleText text ? Printable.Quote(text.Value) : key.Kind)}";
        }
    }
}
