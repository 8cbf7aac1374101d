namespace Emo.Checkpoints;

/// <summary>Makes what a pickle may ask for: storages, tensors, parameters, ordered dicts, and opaque values.</summary>
internal sealed class TorchObjects(CheckpointFile file, TorchArchive archive, PickleBytes pickle)
{
    private readonly Dictionary<string, PickleStorage> _storages = [];

    /// <summary>GLOBAL: a function or class of the allow-list.</summary>
    public PickleGlobal Find(string module, string name) =>
        TorchGlobals.Find(module, name) ?? throw pickle.Error(
            $"it asks for {Printable.Quote($"{module}.{name}")}, which a state dict does not need; nothing of it was executed. "
            + "If you trust the file, load it with PyTorch and save its weights only: torch.save(model.state_dict(), \"new.pth\")");

    /// <summary>REDUCE: calls of the few known functions.</summary>
    public PickleValue Reduce(PickleValue callable, PickleValue arguments, string tensor)
    {
        if (callable is not PickleGlobal { Global: var global } || arguments is not PickleTuple { Items: var items })
            throw pickle.Error($"{callable.Kind} is called with {arguments.Kind}; only known functions can be called");
        return global switch
        {
            TorchGlobal.OrderedDict => NewOrderedDict(items),
            TorchGlobal.RebuildTensor => TorchTensors.Rebuild(file, tensor, items),
            TorchGlobal.RebuildParameter => TorchTensors.Unwrap(file, tensor, items),
            TorchGlobal.NumpyDataType => PickleOpaque.NumpyDataType,
            TorchGlobal.OpaqueClass => PickleOpaque.Object,
            _ => throw pickle.Error("a storage class is called"),
        };
    }

    /// <summary>NEWOBJ: ordered dicts only.</summary>
    public PickleDictionary NewObject(PickleValue callable, PickleValue arguments)
    {
        if (callable is not PickleGlobal { Global: TorchGlobal.OrderedDict } || arguments is not PickleTuple { Items: var items })
            throw pickle.Error($"an object is made of {callable.Kind} and {arguments.Kind}; only an OrderedDict can be made");
        return NewOrderedDict(items);
    }

    /// <summary>BUILD: the attributes of an ordered dict (a state dict's _metadata) and of a numpy dtype, both ignored.</summary>
    public void Build(PickleValue target, PickleValue state)
    {
        bool known = target is PickleDictionary { Ordered: true } ? state is PickleDictionary
            : target == PickleOpaque.NumpyDataType && state is PickleTuple;
        if (!known)
        {
            throw pickle.Error(
                $"{state.Kind} is set as the state of {target.Kind}; that is allowed for the attributes of an OrderedDict only");
        }
    }

    /// <summary>
    /// BINPERSID: a storage, <c>('storage', class, key, location, length)</c>. The location (cpu, cuda:0 ...) does
    /// not matter here.
    /// </summary>
    public PickleStorage LoadStorage(PickleValue id, string tensor)
    {
        if (id is not PickleTuple
            {
                Items:
                [
                    PickleText { Value: "storage" }, PickleGlobal { StorageType: TensorDataType type },
                    PickleText key, PickleText, PickleInteger length,
                ]
            })
        {
            throw pickle.Error("a persistent id is not of the form ('storage', class, key, location, length)");
        }

        if (_storages.TryGetValue(key.Value, out var known))
        {
            if (known.DataType != type || known.Length != length.Value)
            {
                throw file.Error(
                    tensor,
                    $"its storage {Printable.Quote(key.Value)} is {length.Value} x {type} here " +
                    $"and {known.Length} x {known.DataType} elsewhere");
            }

            return known;
        }

        if (archive.FindStorage(key.Value) is not ZipRecord record)
            throw file.Error(tensor, $"its storage {Printable.Quote(key.Value)} is not in the file");
        if (length.Value < 0 || record.Length / type.Size() != length.Value || record.Length % type.Size() != 0)
        {
            throw file.Error(
                tensor,
                $"its storage {Printable.Quote(key.Value)} claims {length.Value} x {type}, but its record has {record.Length} bytes");
        }

        PickleStorage storage = new(key.Value, type, length.Value, record.Offset);
        _storages.Add(key.Value, storage);
        return storage;
    }

    private PickleDictionary NewOrderedDict(PickleValue[] arguments) =>
        arguments.Length == 0 ? new PickleDictionary(ordered: true) : throw pickle.Error("an OrderedDict is made with arguments");
}
