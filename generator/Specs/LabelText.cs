using System.Globalization;

namespace Emo.Codegen.Specs;

/// <summary>Labels as text: one a line, with a tab and a colour behind it if the file has a palette.</summary>
internal static class LabelText
{
    /// <summary>1 to 200 characters. Control characters and the line separators that C# knows would end a line of generated text.</summary>
    public static bool IsLine(string label) =>
        label.Length is > 0 and <= 200 && label.All(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029'));

    /// <summary>The lines of a labels file; empty ones at its end do not count.</summary>
    public static List<string> Lines(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        while (lines.Count > 0 && lines[lines.Count - 1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    /// <summary>The label of a line without its colour, if that is one.</summary>
    public static string Label(string line) => Colour(line) is null ? line : line.Substring(0, line.IndexOf('\t')).TrimEnd();

    /// <summary>0xRRGGBB if the line ends with a tab and <c>#rrggbb</c>.</summary>
    public static int? Colour(string line)
    {
        int tab = line.IndexOf('\t');
        return tab >= 0 && line.Length == tab + 8 && line[tab + 1] == '#' &&
            int.TryParse(line.Substring(tab + 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int colour)
                ? colour
                : null;
    }
}
