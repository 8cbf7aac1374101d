using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>
/// A spec file as read: the spec if none of the <see cref="Problems"/> is an error, and the name by which it can be asked for even if
/// there are. The labels of a labels file, and the stem and the stages of a <see cref="Backbone"/>, are still to be resolved.
/// </summary>
internal sealed record SpecReadResult(
    string Path,
    string Name,
    SourceSpan? NameLocation,
    ModelSpec? Spec,
    LabelsReference? Labels,
    BackboneReference? Backbone,
    EquatableArray<DiagnosticInfo> Problems)
{
    /// <summary>The head as far as it could be read, also where <see cref="Spec"/> is null; null if nobody knows which one it is.</summary>
    public HeadSpec? Head { get; init; }
}

/// <summary>A labels file that a spec names.</summary>
internal sealed record LabelsReference(string FileName, SourceSpan Location);

/// <summary>
/// A spec whose stem and stages are taken over, with changes. <see cref="Stages"/> are those that
/// neck and head name: there they are, if they are in the backbone.
/// </summary>
internal sealed record BackboneReference(
    string SpecName,
    SourceSpan Location,
    BackboneOverrides Overrides,
    SourceSpan WindowLocation,
    EquatableArray<OverrideReference> Written,
    EquatableArray<StageReference> Stages);

/// <summary>A property of the <c>backbone</c> that replaces one of the other spec's blocks.</summary>
internal sealed record OverrideReference(string Property, SourceSpan Location);

/// <summary>The highest stage that an array of names has.</summary>
internal sealed record StageReference(string Property, int Stage, SourceSpan Location);
