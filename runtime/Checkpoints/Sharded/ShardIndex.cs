using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Emo.Checkpoints;

/// <summary>
/// The index of a network that lies in several files: <c>{"metadata": {..}, "weight_map": {"tensor": "file", ..}}</c>.
/// </summary>
internal sealed class ShardIndex
{
    private const string MapKey = "weight_map";
    private const string MetadataKey = "metadata";
    private const int MaxBytes = 4 << 20;
    private const int MaxShards = 512;
    private const int MaxNameLength = 255;

    // What makes a path, a drive or a stream of a name on one system or another.
    private static readonly SearchValues<char> s_noFileName = SearchValues.Create("/\\:*?\"<>|");

    private readonly CheckpointFile _file;

    private ShardIndex(CheckpointFile file) => _file = file;

    /// <summary>The file that each tensor is in, in the index's order.</summary>
    public OrderedDictionary<string, string> Files { get; } = [];

    /// <summary>The names of the files, each once.</summary>
    public HashSet<string> Shards { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts and numbers under <c>metadata</c>.</summary>
    public OrderedDictionary<string, string> Metadata { get; } = [];

    /// <summary>Whether a file begins as JSON does: what safetensors has there is no length of a header.</summary>
    public static bool IsJson(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Encoding.UTF8.Preamble))
            start = start[Encoding.UTF8.Preamble.Length..];
        var text = start.TrimStart(" \t\r\n"u8);
        return text.Length > 1 && text[0] is (byte)'{' or (byte)'[' && text[1] is >= 0x20 or (byte)'\n' or (byte)'\r' or (byte)'\t' &&
            !start[..Math.Min(start.Length, 8)].Contains((byte)0);
    }

    /// <summary>Reads the whole file and checks all that the index says about itself.</summary>
    public static ShardIndex Read(CheckpointFile file)
    {
        if (file.Length > MaxBytes)
            throw file.Error($"it is JSON of {file.Length} bytes; the index of a sharded checkpoint may have {MaxBytes}");
        ReadOnlySpan<byte> json = file.Read(0, file.Length);
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(json))
            throw file.Error("it begins as JSON does, but is not UTF-8");

        ShardIndex index = new(file);
        Utf8JsonReader reader = new(json);
        try
        {
            index.ReadRoot(ref reader);
            if (reader.Read())
                throw file.Error("it has something after the JSON object");
        }
        catch (JsonException e)
        {
            throw file.Error($"it begins as JSON does, but is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
        catch (InvalidOperationException e)
        {
            // What GetString says of an escaped lone surrogate.
            throw file.Error("it is JSON with a text that is not Unicode", e);
        }

        return index;
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        HashSet<string> keys = [];
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (JsonObjects.ReadProperty(ref reader, out string key))
            {
                if (!keys.Add(key))
                    throw _file.Error($"its key {Printable.Quote(key)} occurs twice");
                if (key == MapKey)
                    ReadMap(ref reader);
                else if (key == MetadataKey && reader.TokenType == JsonTokenType.StartObject)
                    ReadMetadata(ref reader);
                else
                    reader.Skip();
            }
        }

        if (keys.Contains(MapKey))
            return;
        string what = keys.Count > 0 ? $"a JSON document with {Printable.List(keys)}" : "a JSON document";
        throw _file.Error(
            $"it is {what}, no checkpoint and not the index of one, which has a {MapKey}; " +
            "a server's error message in place of a download is common: download it again");
    }

    private void ReadMap(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw _file.Error($"its {MapKey} is not an object");
        while (JsonObjects.ReadProperty(ref reader, out string tensor))
        {
            if (Printable.HasControlCharacters(tensor))
                throw _file.Error(tensor, "its name holds control characters");
            string? shard = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            if (shard is null)
                throw _file.Error(tensor, $"its entry in {MapKey} is not the name of a file");
            CheckFileName(shard);
            if (Shards.Add(shard) && Shards.Count > MaxShards)
                throw _file.Error($"it names more than {MaxShards} files");

            // One text for all tensors of a file.
            Shards.TryGetValue(shard, out shard);
            if (!Files.TryAdd(tensor, shard!))
                throw _file.Error(tensor, $"its name occurs twice in {MapKey}");
        }

        if (Files.Count == 0)
            throw _file.Error($"its {MapKey} is empty");
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        while (JsonObjects.ReadProperty(ref reader, out string key))
        {
            string? text = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
                _ => null,
            };
            reader.Skip();
            if (!Metadata.TryAdd(key, text ?? ""))
                throw _file.Error($"{Printable.Quote(key)} occurs twice in its {MetadataKey}");
            if (text is null)
                Metadata.Remove(key);
        }
    }

    // On every system alike.
    private void CheckFileName(string name)
    {
        bool isPlain = name.Length is > 0 and <= MaxNameLength && !name.AsSpan().ContainsAny(s_noFileName) &&
            !Printable.HasControlCharacters(name) && name is not ("." or "..") && name[^1] is not ('.' or ' ');
        if (!isPlain)
            throw _file.Error($"it names {Printable.Quote(name)}; only the plain name of a file beside it is allowed");
    }
}
