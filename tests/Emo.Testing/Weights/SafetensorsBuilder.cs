using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Emo.Testing;

/// <summary>Writes a safetensors file in memory.</summary>
internal sealed class SafetensorsBuilder
{
    private readonly List<(string Name, string Type, long[] Shape, byte[] Data)> _tensors = [];

    public void Add(string name, long[] shape, float[] values) =>
        _tensors.Add((name, "F32", shape, MemoryMarshal.AsBytes<float>(values).ToArray()));

    public void Add(string name, long[] shape, long[] values) =>
        _tensors.Add((name, "I64", shape, MemoryMarshal.AsBytes<long>(values).ToArray()));

    public byte[] ToArray()
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            long offset = 0;
            json.WriteStartObject();
            foreach (var (name, type, shape, data) in _tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                json.WriteStartArray("shape");
                foreach (long dimension in shape)
                    json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        using var file = new MemoryStream();
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        header.WriteTo(file);
        foreach (var tensor in _tensors)
            file.Write(tensor.Data);
        return file.ToArray();
    }
}
