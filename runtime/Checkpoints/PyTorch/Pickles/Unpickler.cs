namespace Emo.Checkpoints;

/// <summary>
/// A safe unpickler: a stack machine that builds <see cref="PickleValue"/>s and can do nothing else. What is called or made by name
/// becomes a tensor or a dict where <see cref="TorchObjects"/> knows the name, else an object that only remembers how it was described.
/// </summary>
internal sealed class Unpickler(PickleBytes pickle, PickleBudget budget, TorchObjects objects)
{
    private const int FirstProtocol = 2;
    private const int LastProtocol = 5;

    private readonly PickleStack _stack = new(pickle);
    private readonly PickleMemo _memo = new(pickle);
    private readonly PickleScalars _scalars = new(pickle);

    /// <summary>The value that the pickle describes. Bytes behind it are left.</summary>
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
        if (protocol is < FirstProtocol or > LastProtocol)
            throw pickle.Error($"it is written in pickle protocol {protocol}; {FirstProtocol} to {LastProtocol} are read");
    }

    private PickleValue Finish() => _stack.HoldsOneValue
        ? _stack.Pop()
        : throw pickle.Error("the pickle ends without exactly one value on the stack");

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
            case PickleOpcode.Put:
                Memorize(_scalars.ReadIndex());
                break;
            case PickleOpcode.Memoize:
                Memorize(_memo.Count);
                break;
            case PickleOpcode.Mark:
                budget.Charge(sizeof(int));
                _stack.Mark();
                break;
            case PickleOpcode.Pop:
                _stack.PopValueOrMark();
                break;
            case PickleOpcode.PopMark:
                _stack.PopToMark();
                break;
            case PickleOpcode.Frame:
                // The length of what follows. Nothing depends on it: bytes are read as they are needed.
                pickle.ReadLength();
                break;
            case PickleOpcode.Append:
                Append(_stack.Pop(1));
                break;
            case PickleOpcode.Appends or PickleOpcode.AddItems:
                Append(_stack.PopToMark());
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
            case PickleOpcode.Duplicate:
                _stack.Push(_stack.Peek());
                break;
            case PickleOpcode.BinGet:
                _stack.Push(_memo.Get(pickle.ReadByte()));
                break;
            case PickleOpcode.LongBinGet:
                _stack.Push(_memo.Get(pickle.ReadUInt32()));
                break;
            case PickleOpcode.Get:
                _stack.Push(_memo.Get(_scalars.ReadIndex()));
                break;
            default:
                Push(Create(opcode));
                break;
        }
    }

    private PickleValue Create(PickleOpcode opcode) => opcode switch
    {
        PickleOpcode.EmptyTuple => PickleTuple.Empty,
        PickleOpcode.Tuple1 => NewTuple(_stack.Pop(1)),
        PickleOpcode.Tuple2 => NewTuple(_stack.Pop(2)),
        PickleOpcode.Tuple3 => NewTuple(_stack.Pop(3)),
        PickleOpcode.Tuple => NewTuple(_stack.PopToMark()),
        PickleOpcode.EmptyList => NewList([]),
        PickleOpcode.List => NewList(_stack.PopToMark()),
        PickleOpcode.EmptySet => NewList([], isSet: true),
        PickleOpcode.FrozenSet => NewList(_stack.PopToMark(), isSet: true),
        PickleOpcode.EmptyDict => NewDictionary([]),
        PickleOpcode.Dict => NewDictionary(_stack.PopToMark()),
        PickleOpcode.Global => NewGlobal(pickle.ReadLine(), pickle.ReadLine()),
        PickleOpcode.StackGlobal => StackGlobal(),
        PickleOpcode.BinPersistentId => objects.Persistent(_stack.Pop(), _stack.NearestText()),
        PickleOpcode.Reduce => Call(_stack.Pop(), isNew: false),
        PickleOpcode.NewObject => Call(_stack.Pop(), isNew: true),
        PickleOpcode.NewObjectEx => CallWithNames(_stack.Pop(3)),
        PickleOpcode.Object => Instance(_stack.PopToMark()),
        PickleOpcode.Instance => Instance([NewGlobal(pickle.ReadLine(), pickle.ReadLine()), .. _stack.PopToMark()]),
        _ => _scalars.Read(opcode),
    };

    private void Push(PickleValue value)
    {
        budget.Charge(PickleCost.Of(value));
        _stack.Push(value);
    }

    private void Memorize(uint index)
    {
        budget.Charge(PickleCost.OfMemo);
        _memo.Put(index, _stack.Peek());
    }

    private static PickleTuple NewTuple(PickleValue[] items) => items.Length == 0 ? PickleTuple.Empty : new PickleTuple(items);

    private static PickleList NewList(PickleValue[] items, bool isSet = false)
    {
        PickleList list = new(isSet);
        list.Add(items);
        return list;
    }

    private PickleDictionary NewDictionary(PickleValue[] items)
    {
        PickleDictionary dictionary = new(isOrdered: false);
        AddEntries(dictionary, items);
        return dictionary;
    }

    private PickleGlobal NewGlobal(string module, string name) => objects.Name(module, name);

    private PickleGlobal StackGlobal() => _stack.Pop(2) is [PickleText module, PickleText name]
        ? NewGlobal(module.Value, name.Value)
        : throw pickle.Error("a function or class is named by something that is no text");

    private PickleValue Call(PickleValue arguments, bool isNew)
    {
        var callable = _stack.Pop();
        return arguments is PickleTuple { Items: var items }
            ? objects.Call(callable, items, isNew, _stack.NearestText())
            : throw pickle.Error($"{callable.Kind} is called with {arguments.Kind}, which is no tuple");
    }

    private PickleObject CallWithNames(PickleValue[] call) => call is [_, PickleTuple { Items: var arguments }, PickleDictionary names]
        ? objects.CallWithNames(call[0], arguments, names)
        : throw pickle.Error($"{call[0].Kind} is made of {call[1].Kind} and {call[2].Kind}, which are no tuple and dict");

    private PickleValue Instance(PickleValue[] call) => call.Length > 0
        ? objects.Call(call[0], call[1..], isNew: false, _stack.NearestText())
        : throw pickle.Error("a value is missing on the stack");

    private void Append(PickleValue[] items)
    {
        switch (_stack.Peek())
        {
            case PickleList list:
                budget.Charge(PickleCost.OfItems(items.Length));
                list.Add(items);
                break;
            case PickleObject target:
                // A deque or a list of somebody's own. What it would do with the items is nobody's business here.
                target.IsAppendedTo = true;
                objects.NoteChange(target);
                break;
            default:
                throw pickle.Error($"something is appended to {_stack.Peek().Kind}, which is no list");
        }
    }

    private void SetItems(PickleValue[] items)
    {
        switch (_stack.Peek())
        {
            case PickleDictionary dictionary:
                AddEntries(dictionary, items);
                break;
            case PickleObject target:
                objects.NoteChange(target);
                AddEntries(target.Items ??= new PickleDictionary(isOrdered: false), items);
                break;
            default:
                throw pickle.Error($"an item of {_stack.Peek().Kind} is assigned, which is no dict");
        }
    }

    private void AddEntries(PickleDictionary dictionary, PickleValue[] items)
    {
        if (items.Length % 2 != 0)
            throw pickle.Error("a key is assigned without a value");
        budget.Charge(PickleCost.OfEntries(items.Length / 2));
        for (int i = 0; i < items.Length; i += 2)
        {
            // Whoever looks for a name reads it: one that is recalled a million times costs as much as a million names.
            if (items[i] is PickleText { Value: var name })
                budget.Charge(sizeof(char) * name.Length);
            dictionary.Add(items[i], items[i + 1]);
        }
    }
}
