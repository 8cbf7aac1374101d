using System.Buffers;
using System.Globalization;
using System.Text;

namespace Emo.Checkpoints;

/// <summary>Text from a file, made fit for a message: a hostile name is neither endless nor full of control characters.</summary>
internal static class Printable
{
    private const int MaxLength = 120;

    private static readonly SearchValues<char> s_controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>The text in single quotes, control characters and lone surrogates escaped, cut when too long.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("'");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                quoted.Append(c);
        }
        if (text.Length > MaxLength)
            quoted.Append(CultureInfo.InvariantCulture, $"... ({text.Length} characters)");
        return quoted.Append('\'').ToString();
    }

    /// <summary>The text alone, cut when too long.</summary>
    public static string Cut(string text) =>
        text.Length > MaxLength ? $"{text.AsSpan(0, MaxLength)}... ({text.Length} characters)" : text;

    /// <summary>True when the text holds NUL or another control character.</summary>
    public static bool HasControlCharacters(string text) => text.AsSpan().IndexOfAny(s_controls) >= 0;

    /// <summary>Quoted texts, comma separated, at most twenty of them.</summary>
    public static string List(IReadOnlyCollection<string> texts)
    {
        const int shown = 20;
        string list = string.Join(", ", texts.Take(shown).Select(Quote));
        return texts.Count > shown ? $"{list} and {texts.Count - shown} more" : list;
    }
}
