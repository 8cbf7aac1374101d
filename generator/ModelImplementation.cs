namespace Emo.Codegen;

/// <summary>The files of a model that nothing outside sees, and how many blocks they compute.</summary>
internal sealed record ModelImplementation(ModelTarget Target, int Blocks, EquatableArray<GeneratedSource> Sources);
