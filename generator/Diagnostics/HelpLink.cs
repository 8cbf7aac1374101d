namespace Emo.Codegen.Diagnostics;

/// <summary>Where each diagnostic is explained.</summary>
internal static class HelpLink
{
    public static string Of(string id) => $"https://github.com/emo-codegen/emo-codegen/blob/main/docs/diagnostics/{id}.md";
}
