using System.Reflection;

namespace Emo.Codegen.Diagnostics;

/// <summary>Where each diagnostic is explained.</summary>
internal static class HelpLink
{
    /// <summary>The repository's address stands in Directory.Build.props, and the build writes it into the assembly.</summary>
    private static readonly string s_files = typeof(HelpLink).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "EmoFilesUrl").Value!;

    public static string Of(string id) => $"{s_files}/docs/diagnostics/{id}.md";
}
