using Emo.Codegen.Specs;

namespace Emo.Codegen;

/// <summary>A class whose model has an error, and the specs whose members it gets: its own, or one of each kind that it may be.</summary>
internal sealed record SkeletonModel(ModelTarget Target, string HintName, EquatableArray<ModelSpec> Specs);
