using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Emo.CompilerServices;

namespace Emo.Samples;

/// <summary>
/// A checkpoint of noise for any generated model: it shows that everything from the picture to the drawing works, and nothing
/// about the picture. The same noise every time.
/// </summary>
internal static class RandomWeights
{
    private const int Seed = 1;

    /// <param name="declare">The generated <c>DeclareStateDict</c>, which a model's own part can call.</param>
    public static Checkpoint For(Action<StateDictDeclaration> declare)
    {
        var stateDict = new StateDictDeclaration();
        declare(stateDict);
        var random = new Random(Seed);
        using var header = new MemoryStream();
        using var data = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            foreach (var (name, shape) in stateDict.Parameters)
                WriteTensor(json, name, shape, data, Values(name, shape, random));
            json.WriteEndObject();
        }

        // A safetensors file: length of the header, header, data.
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return Checkpoint.Open(new ReadOnlyMemory<byte>([.. length, .. header.ToArray(), .. data.ToArray()]), "random weights");
    }

    private static void WriteTensor(Utf8JsonWriter json, string name, ImmutableArray<long> shape, Stream data, float[] values)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (long side in shape)
            json.WriteNumberValue(side);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(data.Position);
        data.Write(MemoryMarshal.AsBytes<float>(values));
        json.WriteNumberValue(data.Position);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Norms near 1, weights that keep the size of what passes, and a last layer that is bold enough to give scores.</summary>
    private static float[] Values(string name, ImmutableArray<long> shape, Random random)
    {
        long length = 1;
        foreach (long side in shape)
            length *= side;
        bool isNorm = shape.Length == 1
            && (name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith(".running_var", StringComparison.Ordinal));
        float gain = name.Contains("cls_convs", StringComparison.Ordinal) || name.Contains("conv_seg", StringComparison.Ordinal) ? 4 : 1.4f;
        float range = shape.Length == 1 ? 0.25f : MathF.Sqrt(3 * gain * shape[0] / length);

        float[] values = new float[length];
        for (int i = 0; i < values.Length; i++)
            values[i] = (isNorm ? 1 : 0) + (range * ((2 * random.NextSingle()) - 1));
        return values;
    }
}
