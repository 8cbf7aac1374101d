using System.Globalization;
using Emo.Checkpoints;

namespace Emo.Tool.Terminal;

/// <summary>Text that is safe to print, wherever it comes from, and numbers as people read them.</summary>
internal static class Plain
{
    /// <summary>A name from a file: control characters are escaped, so that it cannot command the terminal, and it has an end.</summary>
    public static string Name(string name) => Printable.Quote(name)[1..^1];

    /// <summary>The same, at most so long.</summary>
    public static string Cut(string name, int width)
    {
        string plain = Name(name);
        return plain.Length > width ? plain[..(width - 1)] + "…" : plain;
    }

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
