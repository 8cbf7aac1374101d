using System.Globalization;
using System.Text;

namespace Emo.Tool.Drawing;

/// <summary>Writes the elements of an SVG file. Numbers are the same under any culture, and text is escaped.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    public void Raw(string line) => _text.Append(line).Append('\n');

    public void Rectangle(string style, double x, double y, double width, double height, double radius = 0)
    {
        string corners = radius > 0 ? $" rx=\"{Number(radius)}\"" : "";
        string size = $"width=\"{Number(width)}\" height=\"{Number(height)}\"{corners}";
        Raw($"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" {size}/>");
    }

    public void Text(string style, double x, double y, string text) =>
        Raw($"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\">{Escape(text)}</text>");

    public void Circle(string style, double x, double y, double radius) =>
        Raw($"<circle class=\"{style}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"/>");

    /// <param name="style">Classes.</param>
    /// <param name="data">The commands of the path.</param>
    public void Path(string style, FormattableString data)
    {
        string commands = string.Format(CultureInfo.InvariantCulture, data.Format, [.. data.GetArguments().Select(Rounded)]);
        Raw($"<path class=\"{style}\" d=\"{commands}\"/>");
    }

    public override string ToString() => _text.ToString();

    /// <summary>At most two decimals.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Text within an element: no markup, and no character that XML does not have.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                < 0x20 or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff => "\ufffd",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static object? Rounded(object? argument) => argument is double number ? Number(number) : argument;
}
