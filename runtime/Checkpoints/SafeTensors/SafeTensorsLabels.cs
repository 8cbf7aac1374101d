using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Emo.Checkpoints;

/// <summary>
/// The class names in a safetensors file. Its <c>__metadata__</c> holds texts only, so that names are a JSON array in one of them:
/// <c>"classes"</c>, <c>"CLASSES"</c> or <c>"labels"</c>.
/// </summary>
internal static class SafeTensorsLabels
{
    private static readonly string[] s_keys = ["classes", "CLASSES", "labels"];

    /// <summary>The names that stand first; none where there are none.</summary>
    public static ImmutableArray<string> Find(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (string key in s_keys)
        {
            if (metadata.TryGetValue(key, out string? text) && Names(text) is { IsEmpty: false } names)
                return names;
        }

        return [];
    }

    /// <summary>None where the text is something else: it is anybody's, and no fault of the file.</summary>
    private static ImmutableArray<string> Names(string text)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));
        List<string> names = [];
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return [];
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                names.Add(reader.GetString()!);
            return reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? ClassLabels.From(names) : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON; or what GetString says of an escaped lone surrogate.
            return [];
        }
    }
}
