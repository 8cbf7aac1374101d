using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Declarations;

/// <summary>
/// A class that carries <c>[EmoModel]</c>, as values: nothing of the compiler's crosses this record. With
/// <see cref="Problems"/> the class cannot be completed.
/// </summary>
internal sealed record ModelDeclaration(
    ModelTarget Target,
    string Spec,
    SourceSpan? SpecLocation,
    EquatableArray<OverrideArgument> Overrides,
    LabelsArgument? Labels,
    EquatableArray<DiagnosticInfo> Problems);

/// <summary>A named argument of the attribute that is a number.</summary>
internal sealed record OverrideArgument(string Name, int Value, SourceSpan? Location);

/// <summary>The named argument <c>Labels</c>.</summary>
internal sealed record LabelsArgument(string FileName, SourceSpan? Location);
