using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Declarations;

/// <summary>
/// A class with the spec that it names, overrides applied; or the problems that keep it from one, and the specs whose members it gets.
/// </summary>
internal sealed record SelectedModel(
    ModelTarget Target, string HintName, ModelSpec? Spec, EquatableArray<ModelSpec> Skeleton, EquatableArray<DiagnosticInfo> Problems);
