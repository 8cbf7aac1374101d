using System.Collections.Immutable;
using System.Text.Json;

namespace Emo;

/// <summary>A tensor as the header of a safetensors file describes it; the range is relative to the data.</summary>
internal sealed record SafetensorsEntry(string Name, TensorDataType DataType, ImmutableArray<long> Shape, long Begin, long End);

/// <summary>Reads the JSON header of a safetensors file.</summary>
internal static class SafetensorsHeader
{
    private const string MetadataKey = "__metadata__";
    private const int MaxDimensions = 16;

    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(string file, byte[] header)
    {
        try
        {
            // Duplicate keys would let two readers see two different files.
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            return Parse(file, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"'{file}' is not a valid checkpoint: its header is not well-formed JSON. {exception.Message}", exception);
        }
    }

    private static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(string file, JsonElement root)
    {
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (var item in property.Value.EnumerateObject())
                    metadata.Add(item.Name, item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString()! : throw Invalid(file, MetadataKey, $"'{item.Name}' is not a string"));
                continue;
            }

            TensorNames.Check(file, property.Name);
            entries.Add(Entry(file, property.Name, property.Value));
        }

        return (entries, metadata);
    }

    private static SafetensorsEntry Entry(string file, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Invalid(file, name, "it is not described by an object");
        JsonElement? type = null, shape = null, range = null;
        foreach (var property in value.EnumerateObject())
        {
            switch (property.Name)
            {
                case "dtype": type = property.Value; break;
                case "shape": shape = property.Value; break;
                case "data_offsets": range = property.Value; break;
                default: throw Invalid(file, name, $"unknown property '{property.Name}'");
            }
        }

        long[] dimensions = Numbers(file, name, "shape", shape);
        long[] offsets = Numbers(file, name, "data_offsets", range);
        if (dimensions.Length > MaxDimensions)
            throw Invalid(file, name, $"it has {dimensions.Length} dimensions, more than {MaxDimensions}");
        if (offsets.Length != 2)
            throw Invalid(file, name, $"its data_offsets are {offsets.Length} numbers, not 2");
        return new SafetensorsEntry(name, Type(file, name, type), [.. dimensions], offsets[0], offsets[1]);
    }

    private static TensorDataType Type(string file, string name, JsonElement? type) =>
        type is { ValueKind: JsonValueKind.String } text
            ? text.GetString() switch
            {
                "F32" => TensorDataType.Float32,
                "F16" => TensorDataType.Float16,
                "BF16" => TensorDataType.BFloat16,
                "F64" => TensorDataType.Float64,
                "I8" => TensorDataType.Int8,
                "U8" => TensorDataType.UInt8,
                "I16" => TensorDataType.Int16,
                "I32" => TensorDataType.Int32,
                "I64" => TensorDataType.Int64,
                "BOOL" => TensorDataType.Boolean,
                var unknown => throw Invalid(file, name, $"its dtype '{unknown}' is not supported; known are F32, F16, BF16, F64, I8, U8, I16, I32, I64, BOOL"),
            }
            : throw Invalid(file, name, "it has no dtype");

    private static long[] Numbers(string file, string name, string property, JsonElement? array)
    {
        if (array is not { ValueKind: JsonValueKind.Array } values)
            throw Invalid(file, name, $"it has no array '{property}'");
        var numbers = new List<long>();
        foreach (var value in values.EnumerateArray())
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long number) || number < 0)
                throw Invalid(file, name, $"its {property} has {value.GetRawText()}, which is not a whole number from 0 to 2^63 - 1");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static CheckpointException Invalid(string file, string name, string reason) =>
        new($"'{file}' is not a valid checkpoint: tensor '{name}': {reason}.");
}
