using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Emo.Testing;

/// <summary>
/// Reads a safetensors file that is known to be sound, tensors of any type, and shares nothing with the runtime's reader: what the
/// tests expect must not come from the code under test.
/// </summary>
internal sealed class GoldenFile
{
    private readonly byte[] _file;
    private readonly JsonElement _header;
    private readonly int _dataStart;

    /// <param name="path">The file's path in the data folder beside the test assembly.</param>
    public GoldenFile(params string[] path)
    {
        _file = File.ReadAllBytes(TestData.Path(path));
        int headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(_file);
        _header = JsonDocument.Parse(_file.AsMemory(sizeof(long), headerLength)).RootElement;
        _dataStart = sizeof(long) + headerLength;
    }

    public IEnumerable<string> Names => _header.EnumerateObject().Select(tensor => tensor.Name).Where(name => name != "__metadata__");

    public bool Has(string name) => _header.TryGetProperty(name, out _);

    public int[] Shape(string name) => Integers(name, "shape");

    public float[] Floats(string name) => Values<float>(name, "F32");

    public long[] Longs(string name) => Values<long>(name, "I64");

    public byte[] Bytes(string name) => Values<byte>(name, "U8");

    private T[] Values<T>(string name, string type)
        where T : unmanaged
    {
        Assert.Equal(type, _header.GetProperty(name).GetProperty("dtype").GetString());
        int[] range = Integers(name, "data_offsets");
        return MemoryMarshal.Cast<byte, T>(_file.AsSpan(_dataStart + range[0], range[1] - range[0])).ToArray();
    }

    private int[] Integers(string name, string property) =>
        [.. _header.GetProperty(name).GetProperty(property).EnumerateArray().Select(number => number.GetInt32())];
}
