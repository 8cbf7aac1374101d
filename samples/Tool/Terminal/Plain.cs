using System.Globalization;
using System.Text;
using Emo.Checkpoints;

namespace Emo.Tool.Terminal;

/// <summary>Text that is safe to print, wherever it comes from, and numbers as people read them.</summary>
internal static class Plain
{
    private const int LongestPath = 220;

    /// <summary>A name is cut at 120 characters, so a path is made of two.</summary>
    private const int PathEnd = 110;

    /// <summary>
    /// A name from a file, with an end. Control characters are escaped, so that it cannot command the terminal, and so are characters that
    /// nobody sees, such as those that turn the direction of the text, so that it cannot pass for another name.
    /// </summary>
    public static string Name(string name)
    {
        var plain = new StringBuilder();
        foreach (char c in Printable.Quote(name)[1..^1])
        {
            if (IsUnseen(c))
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                plain.Append(c);
        }

        return plain.ToString();
    }

    /// <summary>The same of a path, of which the end says most: a long one loses its beginning.</summary>
    public static string Path(string path) =>
        path.Length <= PathEnd ? Name(path)
        : path.Length <= LongestPath ? Name(path[..^PathEnd]) + Name(path[^PathEnd..])
        : "…" + Name(path[^LongestPath..^PathEnd]) + Name(path[^PathEnd..]);

    /// <summary>The same, at most so long.</summary>
    public static string Cut(string name, int width)
    {
        string plain = Name(name);
        return plain.Length > width ? plain[..(width - 1)] + "…" : plain;
    }

    private static bool IsUnseen(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    public static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1.2 K, 3.4 M, 5.6 G.</summary>
    public static string Count(double number) => number switch
    {
        >= 1e9 => Text($"{number / 1e9:F2} G"),
        >= 1e6 => Text($"{number / 1e6:F2} M"),
        >= 1e3 => Text($"{number / 1e3:F1} K"),
        _ => Text($"{number:F0}"),
    };

    /// <summary>Bytes as 1.2 KB, 3.4 MB, 5.6 GB.</summary>
    public static string Bytes(long bytes) => bytes < 1000 ? Text($"{bytes} bytes") : Count(bytes) + "B";

    public static string Percent(double fraction) => Text($"{100 * fraction:F1} %");
}
