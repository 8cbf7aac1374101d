using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>
/// A spec file as read: the spec if none of the <see cref="Problems"/> is an error, and the name by which it can be asked for even if
/// there are. The labels of a labels file are still to be resolved.
/// </summary>
internal sealed record SpecReadResult(
    string Path,
    string Name,
    SourceSpan? NameLocation,
    ModelSpec? Spec,
    LabelsReference? Labels,
    EquatableArray<DiagnosticInfo> Problems);

/// <summary>A labels file that a spec names.</summary>
internal sealed record LabelsReference(string FileName, SourceSpan Location);
