using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Declarations;

/// <summary>What is wrong with the project's <c>EmoVectorWidths</c>.</summary>
internal static class VectorWidthProblems
{
    public static IEnumerable<DiagnosticInfo> Of(VectorWidths widths) => widths.Wrong is null
        ? []
        : [new DiagnosticInfo(DeclarationDiagnostics.UnknownVectorWidth.Id, Location: null, new[] { widths.Wrong }.ToEquatableArray())];
}
