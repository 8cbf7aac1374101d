using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Emo.Codegen.Declarations;

/// <summary>Which additional files are specs and labels: the package's build targets mark them.</summary>
internal static class AdditionalFileKinds
{
    public const string Spec = "spec";
    public const string Labels = "labels";

    /// <summary>Of files that are not marked: one that somebody may have meant for a spec.</summary>
    public static bool MayBeSpec(AdditionalText file) => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static string? Of(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.EmoKind", out string? kind) ? kind : null;
}
