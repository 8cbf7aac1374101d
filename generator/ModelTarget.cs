namespace Emo.Codegen;

/// <summary>
/// The user's class that receives the generated code. <see cref="ContainingTypes"/> run from the outermost, as declaration
/// headers ("partial class Outer").
/// </summary>
internal sealed record ModelTarget(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string ClassName)
{
    /// <summary>The class's name without the @ that a keyword needs, to build other names from.</summary>
    public string PlainName => ClassName.TrimStart('@');
}
