using System.Globalization;
using System.Text;

namespace Emo.Codegen.Emission;

/// <summary>Writes indented C# with \n line ends, whatever the machine's culture, in lines that an editor shows whole.</summary>
internal sealed class SourceWriter
{
    /// <summary>The columns of a line, where it can be broken.</summary>
    public const int Columns = 140;

    private const int IndentColumns = 4;
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>The columns of a line at this indentation.</summary>
    public int Room => Columns - (IndentColumns * _indent);

    public void Line() => _text.Append('\n');

    public void Line(FormattableString line) => Line(line.ToString(CultureInfo.InvariantCulture));

    public void Line(string line)
    {
        _text.Append(' ', IndentColumns * _indent);
        _text.Append(line);
        _text.Append('\n');
    }

    /// <summary>Writes text that has its indentation and line ends.</summary>
    public void Text(string text) => _text.Append(text);

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

    /// <summary>A list, such as that of a call's arguments: in one line if it fits, else in as few as it takes, further in.</summary>
    public void List(string before, IReadOnlyList<string> items, string after)
    {
        string line = before + string.Join(", ", items) + after;
        if (line.Length <= Room)
        {
            Line(line);
            return;
        }

        Line(before.TrimEnd());
        _indent++;
        foreach (string row in Rows(items, after))
            Line(row);
        _indent--;
    }

    /// <summary>A chain of calls: in one line if it fits, else a call a line, further in.</summary>
    public void Chain(string before, IReadOnlyList<string> calls, string after)
    {
        string line = before + string.Concat(calls) + after;
        if (line.Length <= Room)
        {
            Line(line);
            return;
        }

        Line(before);
        using (Indent())
        {
            for (int i = 0; i < calls.Count; i++)
                Line(calls[i] + (i + 1 < calls.Count ? "" : after));
        }
    }

    /// <summary>A member and its expression: in one line if it fits, else the expression further in.</summary>
    public void ExpressionBody(string header, string expression)
    {
        string line = $"{header} => {expression};";
        if (line.Length <= Room)
        {
            Line(line);
            return;
        }

        Line($"{header} =>");
        using (Indent())
            Line($"{expression};");
    }

    /// <summary>A comment.</summary>
    public void Comment(string text)
    {
        foreach (string line in Wrap(text, Room - 3))
            Line($"// {line}");
    }

    /// <summary>A documentation comment: one line if it fits.</summary>
    public void Summary(string text)
    {
        if (text.Length + "/// <summary></summary>".Length <= Room)
        {
            Line($"/// <summary>{text}</summary>");
            return;
        }

        Line("/// <summary>");
        foreach (string line in Wrap(text, Room - 4))
            Line($"/// {line}");
        Line("/// </summary>");
    }

    /// <summary>A header line (unless it is empty) and its braced body, which ends when the result is disposed.</summary>
    public Body Block(FormattableString header) => Block(header.ToString(CultureInfo.InvariantCulture));

    public Body Block(string header)
    {
        if (header.Length > 0)
            Line(header);
        return Open();
    }

    /// <summary>A header with a list, such as a method's parameters, and its braced body.</summary>
    public Body Block(string before, IReadOnlyList<string> items, string after)
    {
        List(before, items, after);
        return Open();
    }

    /// <summary>Lines further in, without braces.</summary>
    public Body Indent()
    {
        _indent++;
        return new Body(this, braces: false);
    }

    /// <summary>A body that is no more than the lines in it.</summary>
    public static Body NoBlock() => default;

    public override string ToString() => _text.ToString();

    private Body Open()
    {
        Line("{");
        _indent++;
        return new Body(this, braces: true);
    }

    private IEnumerable<string> Rows(IReadOnlyList<string> items, string after)
    {
        string row = "";
        for (int i = 0; i < items.Count; i++)
        {
            string item = items[i] + (i + 1 < items.Count ? "," : after);
            if (row.Length > 0 && row.Length + 1 + item.Length > Room)
            {
                yield return row;
                row = "";
            }

            row += row.Length == 0 ? item : " " + item;
        }

        yield return row;
    }

    private static IEnumerable<string> Wrap(string text, int columns)
    {
        while (text.Length > columns)
        {
            int space = text.LastIndexOf(' ', columns);
            if (space <= 0)
                break;
            yield return text.Substring(0, space);
            text = text.Substring(space + 1);
        }

        yield return text;
    }

    private void End(bool braces)
    {
        _indent--;
        if (braces)
            Line("}");
    }

    public readonly struct Body(SourceWriter? writer, bool braces) : IDisposable
    {
        public void Dispose() => writer?.End(braces);
    }
}
