namespace Emo.Codegen;

/// <summary>One file that the generator adds to the compilation.</summary>
internal sealed record GeneratedSource(string HintName, string Text);
