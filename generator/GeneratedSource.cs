namespace Emo.Codegen;

/// <summary>
/// One file that the generator adds to the compilation. Implementation files hold kernels: an editor may leave them out,
/// since nothing in them is visible from outside.
/// </summary>
internal sealed record GeneratedSource(string HintName, string Text, bool IsImplementation);
