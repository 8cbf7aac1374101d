using Emo.Codegen.Emission;

namespace Emo.Codegen;

/// <summary>The files of a model that nothing outside sees, how many blocks they compute, and what it shares with other models.</summary>
internal sealed record ModelImplementation(
    ModelTarget Target, int Blocks, EquatableArray<GeneratedSource> Sources, EquatableArray<SharedMember> Shared);
