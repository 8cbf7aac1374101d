using System.Buffers.Binary;
using System.Text;

namespace Emo.Runtime.Tests.Checkpoints.Support;

/// <summary>Writes pickles of protocol 2, opcode by opcode, right or wrong.</summary>
internal sealed class PickleBuilder
{
    private readonly List<byte> _bytes = [];

    public static byte[] Of(Action<PickleBuilder> write)
    {
        var builder = new PickleBuilder();
        builder.Raw(0x80, 2);
        write(builder);
        builder.Raw((byte)'.');
        return [.. builder._bytes];
    }

    public PickleBuilder Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBuilder Opcode(char opcode) => Raw((byte)opcode);

    public PickleBuilder Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        return Opcode('X').Raw(length).Raw(utf8);
    }

    /// <summary>LONG1 of 8 bytes: any number.</summary>
    public PickleBuilder Number(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(0x8A, 8).Raw(bytes);
    }

    public PickleBuilder Float(double value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Opcode('G').Raw(bytes);
    }

    public PickleBuilder Global(string module, string name) => Opcode('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleBuilder Tuple(params long[] numbers)
    {
        Opcode('(');
        foreach (long number in numbers)
            Number(number);
        return Opcode('t');
    }

    public PickleBuilder EmptyDict() => Opcode('}');

    /// <summary>dict[key] = value on the dict below.</summary>
    public PickleBuilder Item(string key, Action<PickleBuilder> value)
    {
        Text(key);
        value(this);
        return Opcode('s');
    }

    /// <summary>A tensor as torch.save writes it: _rebuild_tensor_v2(storage, offset, size, stride, False, OrderedDict()).</summary>
    public PickleBuilder Tensor(
        string storageKey, long[] shape, long[]? strides = null, long offset = 0, long? storageLength = null, string type = "FloatStorage", string location = "cpu")
    {
        Global("torch._utils", "_rebuild_tensor_v2").Opcode('(').Opcode('(').Text("storage").Global("torch", type).Text(storageKey).Text(location);
        Number(storageLength ?? shape.Aggregate(1L, (product, dimension) => product * dimension)).Opcode('t').Opcode('Q');
        Number(offset).Tuple(shape).Tuple(strides ?? Contiguous(shape)).Raw(0x89).Global("collections", "OrderedDict").Opcode(')').Opcode('R');
        return Opcode('t').Opcode('R');
    }

    private static long[] Contiguous(long[] shape)
    {
        long[] strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }

        return strides;
    }
}
