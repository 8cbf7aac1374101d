using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Emo.Checkpoints;

/// <summary>
/// The JSON header of a safetensors file: <c>{"name": {"dtype": "F32", "shape": [..], "data_offsets": [begin, end]}, ..,
/// "__metadata__": {..}}</c>.
/// </summary>
internal sealed class SafeTensorsHeader
{
    private const string MetadataKey = "__metadata__";

    private readonly List<SafeTensorsEntry> _entries = [];
    private readonly CheckpointFile _file;

    private SafeTensorsHeader(CheckpointFile file) => _file = file;

    /// <summary>The tensors in the header's order.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries => _entries;

    /// <summary>The texts under <c>__metadata__</c>.</summary>
    public OrderedDictionary<string, string> Metadata { get; } = [];

    /// <summary>Parses the header's bytes. Whether the tensors fit the data is not looked at here.</summary>
    public static SafeTensorsHeader Parse(CheckpointFile file, ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw file.Error("its safetensors header is not UTF-8");
        if (json.IsEmpty || json[0] != '{')
            throw file.Error("its safetensors header does not begin with '{': it must be a JSON object without whitespace before it");

        // Writers pad with spaces to align the data; nothing else may follow the object.
        var unpadded = json.TrimEnd((byte)' ');
        SafeTensorsHeader header = new(file);
        Utf8JsonReader reader = new(unpadded);
        try
        {
            header.ReadRoot(ref reader);
            if (reader.BytesConsumed != unpadded.Length)
                throw file.Error("its safetensors header has something after the JSON object; only spaces are allowed there");
        }
        catch (JsonException e)
        {
            throw file.Error($"its safetensors header is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
        catch (InvalidOperationException e)
        {
            // What GetString says of an escaped lone surrogate.
            throw file.Error("its safetensors header holds a text that is not Unicode", e);
        }
        return header;
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        HashSet<string> names = [];
        reader.Read();
        while (JsonObjects.ReadProperty(ref reader, out string name))
        {
            if (Printable.HasControlCharacters(name))
                throw _file.Error(name, "its name holds control characters");
            if (!names.Add(name))
                throw _file.Error(name, "its name occurs twice in the header");
            if (name == MetadataKey)
                ReadMetadata(ref reader);
            else
                _entries.Add(ReadEntry(ref reader, name));
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw _file.Error($"{MetadataKey} of its safetensors header is not an object");
        while (JsonObjects.ReadProperty(ref reader, out string key))
        {
            if (reader.TokenType != JsonTokenType.String)
                throw _file.Error($"{Printable.Quote(key)} in {MetadataKey} of its safetensors header is not a text");
            if (!Metadata.TryAdd(key, reader.GetString()!))
                throw _file.Error($"{Printable.Quote(key)} occurs twice in {MetadataKey} of its safetensors header");
        }
    }

    private SafeTensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw _file.Error(name, "its header entry is not an object");

        SafeTensorsType? type = null;
        ImmutableArray<long> shape = default;
        ImmutableArray<long> offsets = default;
        while (JsonObjects.ReadProperty(ref reader, out string key))
        {
            switch (key)
            {
                case "dtype" when type is null:
                    type = ReadType(ref reader, name);
                    break;
                case "shape" when shape.IsDefault:
                    shape = ReadNumbers(ref reader, name, key, TensorLayout.MaxRank);
                    break;
                case "data_offsets" when offsets.IsDefault:
                    offsets = ReadNumbers(ref reader, name, key, 2);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw _file.Error(name, $"its header entry has {key} twice");
                default:
                    throw _file.Error(name, $"its header entry has the unknown key {Printable.Quote(key)}");
            }
        }
        if (type is null || shape.IsDefault || offsets.IsDefault || offsets.Length != 2)
            throw _file.Error(name, "its header entry lacks one of dtype, shape and data_offsets (two numbers)");
        return new SafeTensorsEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private SafeTensorsType ReadType(ref Utf8JsonReader reader, string name)
    {
        string text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw _file.Error(name, "its dtype is not a text");
        return SafeTensorsType.Find(text)
            ?? throw _file.Error(name, $"its dtype {Printable.Quote(text)} is unknown; known are {SafeTensorsType.Names}");
    }

    private ImmutableArray<long> ReadNumbers(ref Utf8JsonReader reader, string name, string key, int limit)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw _file.Error(name, $"its {key} is not an array");
        var numbers = ImmutableArray.CreateBuilder<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == limit)
                throw _file.Error(name, $"its {key} has more than {limit} numbers");
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw _file.Error(name, $"its {key} holds something that is not a whole number from 0 to {long.MaxValue}");
            numbers.Add(number);
        }
        return numbers.ToImmutable();
    }
}
