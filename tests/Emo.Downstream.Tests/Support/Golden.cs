using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Emo.Conformance.Tests.Support;

namespace Emo.Downstream.Tests.Support;

/// <summary>A golden file (safetensors) with tensors of any type: the runtime's reader gives out floats only.</summary>
internal sealed class Golden
{
    private readonly byte[] _file;
    private readonly JsonElement _header;
    private readonly int _dataStart;

    public Golden(string name)
    {
        _file = File.ReadAllBytes(TestData.Path("goldens", name + ".safetensors"));
        int headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(_file);
        _header = JsonDocument.Parse(_file.AsMemory(8, headerLength)).RootElement;
        _dataStart = 8 + headerLength;
    }

    public bool Has(string name) => _header.TryGetProperty(name, out _);

    public float[] Floats(string name) => Values<float>(name, "F32");

    public long[] Longs(string name) => Values<long>(name, "I64");

    public byte[] Bytes(string name) => Values<byte>(name, "U8");

    private T[] Values<T>(string name, string type)
        where T : unmanaged
    {
        var tensor = _header.GetProperty(name);
        Assert.Equal(type, tensor.GetProperty("dtype").GetString());
        int[] offsets = [.. tensor.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
        return MemoryMarshal.Cast<byte, T>(_file.AsSpan(_dataStart + offsets[0], offsets[1] - offsets[0])).ToArray();
    }
}
