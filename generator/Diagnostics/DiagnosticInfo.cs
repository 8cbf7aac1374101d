namespace Emo.Codegen.Diagnostics;

/// <summary>A diagnostic as a value: Roslyn's own objects would keep compilations alive in the incremental cache.</summary>
internal sealed record DiagnosticInfo(string Id, SourceSpan? Location, EquatableArray<string> Arguments);

/// <summary>
/// A place in a file. Lines and columns count from 0, as Roslyn's do; <see cref="Start"/> and <see cref="Length"/>
/// are in characters.
/// </summary>
internal sealed record SourceSpan(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn);
