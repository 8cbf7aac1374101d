using System.Globalization;
using System.Text;

namespace Emo.Codegen.Emission;

/// <summary>Writes indented C# with \n line ends, whatever the machine's culture.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line() => _text.Append('\n');

    public void Line(FormattableString line) => Line(line.ToString(CultureInfo.InvariantCulture));

    public void Line(string line)
    {
        _text.Append(' ', 4 * _indent);
        _text.Append(line);
        _text.Append('\n');
    }

    /// <summary>Writes lines that are already formatted, each at the current indentation.</summary>
    public void Lines(string lines)
    {
        foreach (string line in lines.Split('\n'))
        {
            if (line.Length == 0)
                Line();
            else
                Line(line);
        }
    }

    /// <summary>A header line (unless it is empty) and its braced body, which ends when the result is disposed.</summary>
    public Body Block(FormattableString header) => Block(header.ToString(CultureInfo.InvariantCulture));

    public Body Block(string header)
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        _indent++;
        return new Body(this);
    }

    public override string ToString() => _text.ToString();

    private void EndBlock()
    {
        _indent--;
        Line("}");
    }

    public readonly struct Body(SourceWriter writer) : IDisposable
    {
        public void Dispose() => writer.EndBlock();
    }
}
