using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Emo.Samples;

/// <summary>
/// Writes float32 tensors: the length of the header, a JSON header with names, shapes and offsets, the data, little-endian.
/// </summary>
public sealed class SafetensorsFile
{
    private const int Alignment = 8;
    private readonly List<(string Name, IReadOnlyList<long> Shape, float[] Values)> _tensors = [];

    /// <summary>Texts beside the tensors, under <c>__metadata__</c>.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    public void Add(string name, IReadOnlyList<long> shape, float[] values) => _tensors.Add((name, shape, values));

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => OutputFile.Write(path, Write);

    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        Write(file);
        return file.ToArray();
    }

    private void Write(Stream file)
    {
        byte[] header = Header();
        byte[] length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var tensor in _tensors)
            file.Write(MemoryMarshal.AsBytes<float>(tensor.Values));
    }

    private byte[] Header()
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            long offset = 0;
            json.WriteStartObject();
            WriteMetadata(json);
            foreach (var (name, shape, values) in _tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (long dimension in shape)
                    json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += sizeof(float) * (long)values.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // The data begins at a multiple of 8; spaces fill the header up.
        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        return header.ToArray();
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        if (Metadata.Count == 0)
            return;
        json.WriteStartObject("__metadata__");
        foreach (var (key, text) in Metadata)
            json.WriteString(key, text);
        json.WriteEndObject();
    }
}
