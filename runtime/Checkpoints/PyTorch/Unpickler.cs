namespace Emo.Checkpoints;

/// <summary>
/// A safe unpickler: a stack machine that builds <see cref="PickleValue"/>s and can do nothing else. Objects are made by
/// <see cref="TorchObjects"/>, by allow-list.
/// </summary>
internal sealed class Unpickler(PickleBytes pickle, TorchObjects objects)
{
    private const int MaxMemo = 1_000_000;
    private const int SupportedProtocol = 2;

    private readonly PickleStack _stack = new(pickle);
    private readonly Dictionary<uint, PickleValue> _memo = [];

    /// <summary>The value that the pickle describes.</summary>
    public PickleValue Load()
    {
        ReadProtocol();
        while (true)
        {
            var opcode = pickle.ReadOpcode();
            if (opcode == PickleOpcode.Stop)
                return Finish();
            Execute(opcode);
        }
    }

    private void ReadProtocol()
    {
        if (pickle.ReadOpcode() != PickleOpcode.Protocol)
            throw pickle.Error("it does not begin with a protocol number");
        int protocol = pickle.ReadByte();
        if (protocol != SupportedProtocol)
        {
            throw pickle.Error(
                $"it is written in pickle protocol {protocol}; only {SupportedProtocol}, torch.save's default, is supported: " +
                "save it without pickle_protocol=");
        }
    }

    private PickleValue Finish()
    {
        if (!pickle.AtEnd)
            throw pickle.Error("something follows the end of the pickle");
        if (!_stack.HoldsOneValue)
            throw pickle.Error("the pickle ends without exactly one value on the stack");
        return _stack.Pop();
    }

    private void Execute(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.BinPut:
                Memorize(pickle.ReadByte());
                break;
            case PickleOpcode.LongBinPut:
                Memorize(pickle.ReadUInt32());
                break;
            case PickleOpcode.BinGet:
                Recall(pickle.ReadByte());
                break;
            case PickleOpcode.LongBinGet:
                Recall(pickle.ReadUInt32());
                break;
            case PickleOpcode.Mark:
                _stack.Mark();
                break;
            case PickleOpcode.Append:
                _stack.Pop();
                ExpectList();
                break;
            case PickleOpcode.Appends:
                _stack.PopToMark();
                ExpectList();
                break;
            case PickleOpcode.SetItem:
                SetItems(_stack.Pop(2));
                break;
            case PickleOpcode.SetItems:
                SetItems(_stack.PopToMark());
                break;
            case PickleOpcode.Build:
                var state = _stack.Pop();
                objects.Build(_stack.Peek(), state);
                break;
            default:
                _stack.Push(Create(opcode));
                break;
        }
    }

    private PickleValue Create(PickleOpcode opcode) => opcode switch
    {
        PickleOpcode.None => PickleOpaque.None,
        PickleOpcode.NewTrue or PickleOpcode.NewFalse => PickleOpaque.Boolean,
        PickleOpcode.BinInt => new PickleInteger(pickle.ReadInt32()),
        PickleOpcode.BinInt1 => new PickleInteger(pickle.ReadByte()),
        PickleOpcode.BinInt2 => new PickleInteger(pickle.ReadUInt16()),
        PickleOpcode.Long1 => ReadLong(),
        PickleOpcode.BinFloat => ReadFloat(),
        PickleOpcode.BinUnicode => new PickleText(pickle.ReadText()),
        PickleOpcode.EmptyTuple => PickleTuple.Empty,
        PickleOpcode.Tuple1 => new PickleTuple(_stack.Pop(1)),
        PickleOpcode.Tuple2 => new PickleTuple(_stack.Pop(2)),
        PickleOpcode.Tuple3 => new PickleTuple(_stack.Pop(3)),
        PickleOpcode.Tuple => new PickleTuple(_stack.PopToMark()),
        PickleOpcode.EmptyList => PickleList.Instance,
        PickleOpcode.EmptyDict => new PickleDictionary(ordered: false),
        PickleOpcode.Global => objects.Find(pickle.ReadLine(), pickle.ReadLine()),
        PickleOpcode.BinPersistentId => objects.LoadStorage(_stack.Pop(), _stack.NearestText()),
        PickleOpcode.Reduce => Reduce(),
        PickleOpcode.NewObject => NewObject(),
        _ => throw pickle.Error($"opcode 0x{(int)opcode:x2} is not one that torch.save writes for a checkpoint"),
    };

    private PickleValue Reduce()
    {
        var call = _stack.Pop(2);
        return objects.Reduce(call[0], call[1], _stack.NearestText());
    }

    private PickleDictionary NewObject()
    {
        var call = _stack.Pop(2);
        return objects.NewObject(call[0], call[1]);
    }

    private PickleValue ReadLong()
    {
        var bytes = pickle.Take(pickle.ReadByte());
        if (bytes.Length > sizeof(long))
            return PickleOpaque.Number;
        long value = 0;
        for (int i = 0; i < bytes.Length; i++)
            value |= (long)bytes[i] << (8 * i);
        int unused = 64 - (8 * bytes.Length);
        return new PickleInteger(bytes.IsEmpty ? 0 : value << unused >> unused);
    }

    private PickleOpaque ReadFloat()
    {
        pickle.Take(sizeof(double));
        return PickleOpaque.Number;
    }

    private void Memorize(uint index)
    {
        if (_memo.Count == MaxMemo)
            throw pickle.Error($"more than {MaxMemo} values are memorized");
        _memo[index] = _stack.Peek();
    }

    private void Recall(uint index) =>
        _stack.Push(_memo.TryGetValue(index, out var value)
            ? value
            : throw pickle.Error($"value {index} is recalled, but was never memorized"));

    private void ExpectList()
    {
        if (_stack.Peek() is not PickleList)
            throw pickle.Error($"something is appended to {_stack.Peek().Kind}; that is allowed for lists only");
    }

    private void SetItems(PickleValue[] items)
    {
        if (_stack.Peek() is not PickleDictionary dictionary)
            throw pickle.Error($"an item of {_stack.Peek().Kind} is assigned; that is allowed for dicts only");
        if (items.Length % 2 != 0)
            throw pickle.Error("a key is assigned without a value");
        for (int i = 0; i < items.Length; i += 2)
            dictionary.Add(items[i], items[i + 1]);
    }
}
