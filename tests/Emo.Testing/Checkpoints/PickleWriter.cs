using System.Buffers.Binary;
using System.Text;

namespace Emo.Testing;

/// <summary>Writes pickles of protocol 2 opcode by opcode, valid or not.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public PickleWriter Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleWriter Op(char opcode) => Raw((byte)opcode);

    public PickleWriter Protocol(byte version = 2) => Raw(0x80, version);

    public PickleWriter Stop() => Op('.');

    public PickleWriter Mark() => Op('(');

    public PickleWriter Tuple() => Op('t');

    public PickleWriter EmptyTuple() => Op(')');

    public PickleWriter EmptyDict() => Op('}');

    public PickleWriter EmptyList() => Op(']');

    public PickleWriter SetItem() => Op('s');

    public PickleWriter SetItems() => Op('u');

    public PickleWriter Append() => Op('a');

    public PickleWriter Appends() => Op('e');

    public PickleWriter Reduce() => Op('R');

    public PickleWriter Build() => Op('b');

    public PickleWriter NewObject() => Raw(0x81);

    public PickleWriter PersistentId() => Op('Q');

    public PickleWriter None() => Op('N');

    public PickleWriter False() => Raw(0x89);

    public PickleWriter Put(byte index) => Op('q').Raw(index);

    public PickleWriter Get(byte index) => Op('h').Raw(index);

    public PickleWriter Global(string module, string name) => Op('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleWriter Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        return Op('X').UInt32((uint)utf8.Length).Raw(utf8);
    }

    public PickleWriter Float(double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Op('G').Raw(bytes);
    }

    public PickleWriter Integer(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return value switch
        {
            >= 0 and <= byte.MaxValue => Op('K').Raw(bytes[..1]),
            >= 0 and <= ushort.MaxValue => Op('M').Raw(bytes[..2]),
            >= int.MinValue and <= int.MaxValue => Op('J').Raw(bytes[..4]),
            _ => Long(bytes),
        };
    }

    // As Python does it: the fewest bytes that keep the sign.
    private PickleWriter Long(ReadOnlySpan<byte> bytes)
    {
        byte sign = (byte)((sbyte)bytes[^1] >> 7);
        while (bytes.Length > 1 && bytes[^1] == sign && (sbyte)bytes[^2] >> 7 == (sbyte)sign)
            bytes = bytes[..^1];
        return Raw(0x8a, (byte)bytes.Length).Raw(bytes);
    }

    public PickleWriter Integers(params ReadOnlySpan<long> values)
    {
        Mark();
        foreach (long value in values)
            Integer(value);
        return Tuple();
    }

    public PickleWriter OrderedDict() => Global("collections", "OrderedDict").EmptyTuple().Reduce();

    public PickleWriter UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }
}
