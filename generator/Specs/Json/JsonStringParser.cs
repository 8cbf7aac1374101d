using System.Globalization;
using System.Text;

namespace Emo.Codegen.Specs.Json;

/// <summary>A JSON string with its escapes. Surrogates must come in pairs, so that the text survives UTF-8.</summary>
internal readonly struct JsonStringParser(string text)
{
    public string Parse(ref int position)
    {
        int start = position++;
        var value = new StringBuilder();
        while (true)
        {
            if (position >= text.Length)
                throw new JsonException("a string that is not closed", start);
            char c = text[position];
            if (c == '"')
                break;
            if (c < ' ')
                throw new JsonException("a control character in a string; write it as an escape", position);
            value.Append(c == '\\' ? ParseEscape(ref position) : c);
            position++;
        }

        position++;
        string result = value.ToString();
        if (HasLoneSurrogate(result))
            throw new JsonException("half of a surrogate pair in a string", start);
        return result;
    }

    /// <summary>Leaves the position at the escape's last character.</summary>
    private char ParseEscape(ref int position)
    {
        position++;
        switch (position < text.Length ? text[position] : '\0')
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when position + 4 < text.Length &&
                ushort.TryParse(
                    text.Substring(position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                position += 4;
                return (char)code;
            default:
                throw JsonException.Unexpected(
                    text, position, "an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits");
        }
    }

    private static bool HasLoneSurrogate(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else if (char.IsSurrogate(value[i]))
                return true;
        }

        return false;
    }
}
