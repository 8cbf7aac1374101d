using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Emo.Runtime.Tests.Support;

/// <summary>Reads the tensors of a trusted safetensors file, independently of the library's own reader.</summary>
internal sealed class GoldenFile
{
    private readonly byte[] _file;
    private readonly JsonDocument _header;
    private readonly int _data;

    public GoldenFile(string pathInData)
    {
        _file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", pathInData));
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(_file);
        _header = JsonDocument.Parse(_file.AsMemory(8, length));
        _data = 8 + length;
    }

    public IEnumerable<string> Names => _header.RootElement.EnumerateObject().Select(t => t.Name).Where(n => n != "__metadata__");

    public int[] Shape(string name) => [.. Tensor(name).GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];

    public ReadOnlySpan<byte> Bytes(string name)
    {
        int[] range = [.. Tensor(name).GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt32())];
        return _file.AsSpan(_data + range[0], range[1] - range[0]);
    }

    public ReadOnlySpan<float> Floats(string name) => MemoryMarshal.Cast<byte, float>(Bytes(name));

    public void AssertEqual(string name, Picture picture)
    {
        Assert.Equal(Shape(name), new[] { picture.Height, picture.Width, 3 });
        Assert.True(Bytes(name).SequenceEqual(picture.Pixels), $"{name} differs");
    }

    private JsonElement Tensor(string name) => _header.RootElement.GetProperty(name);
}
