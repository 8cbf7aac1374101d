using System.Buffers.Binary;
using System.Text;

namespace Emo;

/// <summary>
/// A pickle machine that cannot do anything but describe a state dict: it knows the opcodes that torch.save needs, never
/// imports or calls by name, and every operation costs at least a byte of the file.
/// </summary>
internal sealed class PickleReader
{
    private static readonly object s_mark = new();
    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    private readonly string _file;
    private readonly byte[] _data;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _position;

    private PickleReader(string file, byte[] data)
    {
        _file = file;
        _data = data;
    }

    /// <exception cref="CheckpointException">The pickle is broken or holds more than a state dict needs.</exception>
    public static object? Read(string file, byte[] data) => new PickleReader(file, data).Run();

    private object? Run()
    {
        if (Byte() != 0x80 || Byte() is var protocol and not 2)
            throw Invalid(_data.Length > 1 && _data[0] == 0x80 ? $"its pickle has protocol {_data[1]}; torch.save writes 2" : "data.pkl is not a pickle of protocol 2");
        while (true)
        {
            byte opcode = Byte();
            if (opcode == (byte)'.')
                return _stack.Count == 1 ? Pop() : throw Invalid($"its pickle ends with {_stack.Count} values instead of 1");
            Execute(opcode);
        }
    }

    private void Execute(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Add(s_mark); break;
            case (byte)'}': _stack.Add(new PickleDict()); break;
            case (byte)']': _stack.Add(new PickleList()); break;
            case (byte)')': _stack.Add(new PickleTuple([])); break;
            case (byte)'N': _stack.Add(null); break;
            case 0x88: _stack.Add(true); break;
            case 0x89: _stack.Add(false); break;
            case (byte)'K': _stack.Add((long)Byte()); break;
            case (byte)'M': _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            case (byte)'J': _stack.Add((long)Int32()); break;
            case 0x8A: _stack.Add(LongInteger()); break;
            case (byte)'G': _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
            case (byte)'X': _stack.Add(Text(Bytes(Length()))); break;
            case (byte)'U': _stack.Add(Encoding.Latin1.GetString(Bytes(Byte()))); break;
            case (byte)'t': _stack.Add(new PickleTuple([.. PopToMark()])); break;
            case 0x85: PushTuple(1); break;
            case 0x86: PushTuple(2); break;
            case 0x87: PushTuple(3); break;
            case (byte)'q': _memo[Byte()] = Peek(); break;
            case (byte)'r': _memo[Int32()] = Peek(); break;
            case (byte)'h': _stack.Add(Recall(Byte())); break;
            case (byte)'j': _stack.Add(Recall(Int32())); break;
            case (byte)'c': _stack.Add(PickleGlobals.Find(_file, Line(), Line())); break;
            case (byte)'Q': _stack.Add(TorchPickle.Storage(_file, Pop())); break;
            case (byte)'R': Reduce(); break;
            case (byte)'b': Build(); break;
            case 0x81: Reduce(); break;
            case (byte)'a': AddToList([Pop()]); break;
            case (byte)'e': AddToList(PopToMark()); break;
            case (byte)'s': SetItem(); break;
            case (byte)'u': SetItems(PopToMark()); break;
            default: throw Invalid($"its pickle has the opcode 0x{opcode:X2} at byte {_position - 1}, which a state dict does not need");
        }
    }

    private void Reduce()
    {
        object? arguments = Pop();
        if (Pop() is not PickleGlobal function || arguments is not PickleTuple tuple)
            throw Invalid("its pickle calls something that is not a known function");
        _stack.Add(TorchPickle.Call(_file, function.Name, tuple));
    }

    /// <summary>An OrderedDict carries attributes (versions of modules), which inference does not need.</summary>
    private void Build()
    {
        Pop();
        if (Peek() is not (PickleDict or PickleOpaque))
            throw Invalid("its pickle sets the state of something that is not a dict");
    }

    private void AddToList(List<object?> items)
    {
        if (Peek() is not PickleList list)
            throw Invalid("its pickle appends to something that is not a list");
        list.Items.AddRange(items);
    }

    private void SetItem()
    {
        object? value = Pop();
        object? key = Pop();
        SetItems([key, value]);
    }

    private void SetItems(List<object?> items)
    {
        if (Peek() is not PickleDict dict)
            throw Invalid("its pickle assigns items of something that is not a dict");
        if (items.Count % 2 != 0)
            throw Invalid("its pickle has a key without a value");
        for (int i = 0; i < items.Count; i += 2)
        {
            if (items[i] is not string key)
                continue;
            TensorNames.Check(_file, key);
            dict.Items[key] = items[i + 1];
        }
    }

    private void PushTuple(int count)
    {
        object?[] items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
            items[i] = Pop();
        _stack.Add(new PickleTuple([.. items]));
    }

    private object? Peek()
    {
        if (_stack.Count == 0 || ReferenceEquals(_stack[^1], s_mark))
            throw Invalid("its pickle takes a value from an empty stack");
        return _stack[^1];
    }

    private object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private List<object?> PopToMark()
    {
        int mark = _stack.FindLastIndex(value => ReferenceEquals(value, s_mark));
        if (mark < 0)
            throw Invalid("its pickle lacks a mark");
        var items = _stack.GetRange(mark + 1, _stack.Count - mark - 1);
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private object? Recall(int index) =>
        _memo.TryGetValue(index, out object? value) ? value : throw Invalid($"its pickle refers to memo {index}, which is not set");

    private byte Byte() => Bytes(1)[0];

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    private int Length() => Int32() is >= 0 and var length ? length : throw Invalid("its pickle has a text of negative length");

    private long LongInteger()
    {
        var bytes = Bytes(Byte());
        if (bytes.Length > 8)
            throw Invalid("its pickle has a whole number of more than 8 bytes");
        long value = 0;
        for (int i = 0; i < bytes.Length; i++)
            value |= (long)bytes[i] << (8 * i);
        int unused = 64 - (8 * bytes.Length);
        return bytes.Length is 0 or 8 ? value : value << unused >> unused;
    }

    private string Line()
    {
        int end = Array.IndexOf(_data, (byte)'\n', _position);
        if (end < 0)
            throw Invalid("its pickle ends inside a name");
        string line = Text(_data.AsSpan(_position, end - _position));
        _position = end + 1;
        return line;
    }

    private string Text(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return s_utf8.GetString(utf8);
        }
        catch (DecoderFallbackException exception)
        {
            throw new CheckpointException($"'{_file}' is not a valid checkpoint: its pickle has a text that is not UTF-8.", exception);
        }
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _data.Length - _position)
            throw Invalid("its pickle ends too early");
        var bytes = _data.AsSpan(_position, count);
        _position += count;
        return bytes;
    }

    private CheckpointException Invalid(string reason) => new($"'{_file}' is not a valid checkpoint: {reason}.");
}
