using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Emo.Samples;
using Emo.Tool.Terminal;

namespace Emo.Tool.Convert;

/// <summary>
/// Tensors of an open checkpoint as a safetensors file, one after the other: no more than one is in memory. All are float32, or all
/// float16.
/// </summary>
internal sealed class SafetensorsConversion(
    IReadOnlyList<CheckpointTensor> tensors, IReadOnlyDictionary<string, string> metadata, bool half)
{
    private const int Alignment = 8;

    /// <exception cref="ToolException">A value cannot be held, or a tensor is too large.</exception>
    /// <exception cref="IOException">The file cannot be written; what was there before is untouched.</exception>
    public void Save(string path) => OutputFile.Write(path, Write);

    private int ElementBytes => half ? sizeof(ushort) : sizeof(float);

    private void Write(Stream file)
    {
        byte[] header = Header();
        byte[] length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var tensor in tensors)
            Write(file, tensor);
    }

    private void Write(Stream file, CheckpointTensor tensor)
    {
        if (tensor.Length > Array.MaxLength / sizeof(float))
            throw new ToolException($"The tensor '{Plain.Name(tensor.Name)}' has {tensor.Length} values, too many for this tool.");
        float[] values = new float[tensor.Length];
        tensor.CopyTo(values);
        if (half)
            file.Write(MemoryMarshal.AsBytes<Half>(Halves(tensor.Name, values)));
        else
            file.Write(MemoryMarshal.AsBytes<float>(values));
    }

    private static Half[] Halves(string name, float[] values)
    {
        var halves = new Half[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = (Half)values[i];
            if (Half.IsInfinity(halves[i]) && float.IsFinite(values[i]))
            {
                throw new ToolException(Plain.Text(
                    $"The tensor '{Plain.Name(name)}' has the value {values[i]:G9} at {i}, and float16 ends at 65504: leave out --half."));
            }
        }

        return halves;
    }

    private byte[] Header()
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            foreach (var (key, value) in metadata.Where(entry => entry.Key != "format"))
                json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach (var tensor in tensors)
                WriteEntry(json, tensor, ref offset);
            json.WriteEndObject();
        }

        // The data begins at a multiple of 8; spaces fill the header up.
        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        return header.ToArray();
    }

    private void WriteEntry(Utf8JsonWriter json, CheckpointTensor tensor, ref long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", half ? "F16" : "F32");
        json.WriteStartArray("shape");
        foreach (long side in tensor.Shape)
            json.WriteNumberValue(side);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        offset = checked(offset + (tensor.Length * ElementBytes));
        json.WriteNumberValue(offset);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
