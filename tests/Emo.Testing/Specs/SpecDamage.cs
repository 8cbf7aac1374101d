using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emo.Testing;

/// <summary>Makes a spec wrong in the ways that people and attackers do: one to three values or names, or the text itself.</summary>
internal sealed class SpecDamage(Random random)
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private static readonly string[] s_values =
    [
        "null", "true", "\"\"", "\"7\"", "[]", "{}", "[[[[[[[[]]]]]]]]", "0", "-1", "0.5", "1e9", "-0.0", "1e400", "-1e-400", "2147483648",
        "NaN", "01",
        "99999999999999999999999999", "\"\\u0000\"", "\"\\ud800\"", "\"stage9\"", "\"emo-1m\"", "{\"type\":{}}",
    ];

    public string Apply(JsonObject spec)
    {
        string text = spec.ToJsonString(s_indented);
        for (int i = random.Next(1, 4); i > 0; i--)
            text = random.Next(4) == 0 ? Character(text) : Token(text);
        return text;
    }

    /// <summary>Replaces, repeats or removes a value or a name: whatever stands between two pieces of punctuation.</summary>
    private string Token(string text)
    {
        var (start, end) = Word(text, random.Next(text.Length));
        return random.Next(4) switch
        {
            0 => text[..start] + text[end..],
            1 => text[..end] + text[start..],
            2 when Word(text, random.Next(text.Length)) is var (otherStart, otherEnd) =>
                text[..start] + text[otherStart..otherEnd] + text[end..],
            _ => text[..start] + s_values[random.Next(s_values.Length)] + text[end..],
        };
    }

    private static (int Start, int End) Word(string text, int at)
    {
        const string Ends = ",:[]{}\n ";
        int start = at;
        while (start > 0 && !Ends.Contains(text[start - 1], StringComparison.Ordinal))
            start--;
        int end = at;
        while (end < text.Length && !Ends.Contains(text[end], StringComparison.Ordinal))
            end++;
        return (start, end);
    }

    private string Character(string text)
    {
        if (text.Length == 0)
            return text; // It was cut to nothing before.
        int at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text[..at] + (char)random.Next(1, 0x3000) + text[at..],
            1 => text[..at] + text[(at + 1)..],
            _ => text[..at],
        };
    }
}
