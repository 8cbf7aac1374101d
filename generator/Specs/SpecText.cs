using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>A spec file's path and text; turns positions into spans with lines and columns.</summary>
internal sealed class SpecText(string path, string text)
{
    private List<int>? _lineStarts;

    public string Path => path;

    public string Text => text;

    public SourceSpan Span(int start, int length)
    {
        start = Math.Min(start, text.Length);
        int end = Math.Min(start + length, text.Length);
        var (startLine, startColumn) = LineOf(start);
        var (endLine, endColumn) = LineOf(end);
        return new SourceSpan(path, start, end - start, startLine, startColumn, endLine, endColumn);
    }

    private (int Line, int Column) LineOf(int position)
    {
        _lineStarts ??= LineStarts();
        int index = _lineStarts.BinarySearch(position);
        int line = index >= 0 ? index : ~index - 1;
        return (line, position - _lineStarts[line]);
    }

    private List<int> LineStarts()
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return starts;
    }
}
