namespace Emo.Codegen.Specs;

/// <summary>Labels as text: one a line.</summary>
internal static class LabelText
{
    /// <summary>1 to 200 characters. Control characters and the line separators that C# knows would end a line of generated text.</summary>
    public static bool IsLine(string label) => label.Length is > 0 and <= 200 && label.All(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029'));

    /// <summary>The lines of a labels file; empty ones at its end do not count.</summary>
    public static List<string> Lines(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        while (lines.Count > 0 && lines[lines.Count - 1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }
}
