using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Emo.Codegen.Declarations;

/// <summary>Between the compiler's locations and ours.</summary>
internal static class SourceSpans
{
    public static SourceSpan? From(Location? location)
    {
        if (location is null || !location.IsInSource)
            return null;
        var lines = location.GetLineSpan();
        var span = location.SourceSpan;
        return new SourceSpan(
            lines.Path, span.Start, span.Length,
            lines.StartLinePosition.Line, lines.StartLinePosition.Character,
            lines.EndLinePosition.Line, lines.EndLinePosition.Character);
    }

    /// <summary>
    /// In the compiler's own tree if it has one of that path, for only there <c>#pragma warning</c> and code fixes apply.
    /// </summary>
    public static Location ToLocation(this SourceSpan? span, Compilation? compilation)
    {
        if (span is null)
            return Location.None;
        var text = new TextSpan(span.Start, span.Length);
        var tree = compilation?.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == span.Path && candidate.Length >= text.End);
        return tree is not null
            ? Location.Create(tree, text)
            : Location.Create(
                span.Path, text,
                new LinePositionSpan(new LinePosition(span.StartLine, span.StartColumn), new LinePosition(span.EndLine, span.EndColumn)));
    }
}
