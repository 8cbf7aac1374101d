using System.Text.Json;

namespace Emo.Checkpoints;

/// <summary>Walks JSON objects property by property.</summary>
internal static class JsonObjects
{
    /// <summary>Moves to the value of the next property; false at the end of the object.</summary>
    public static bool ReadProperty(ref Utf8JsonReader reader, out string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }

        name = reader.GetString()!;
        reader.Read();
        return true;
    }
}
