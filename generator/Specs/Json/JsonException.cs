namespace Emo.Codegen.Specs.Json;

/// <summary>Text that is not JSON; the message is the end of a sentence that begins with "Found".</summary>
internal sealed class JsonException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;

    public static JsonException Unexpected(string text, int position, string expected) =>
        new($"{(position < text.Length ? $"'{text[position]}'" : "the end of the file")} where {expected} was expected", position);
}
