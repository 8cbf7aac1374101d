using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics;
using Emo.Codegen.Declarations;
using Emo.Tool.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Emo.Tool.Models;

/// <summary>
/// Tells the generator what the package's build files do: what each file is, and that kernels are for the vectors of this machine only,
/// since nobody else runs them.
/// </summary>
internal sealed class SpecOptionsProvider : AnalyzerConfigOptionsProvider
{
    private static readonly string s_width = Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128";

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(kind: null);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values((textFile as Text)?.File.Kind);

    /// <summary>A file of a spec.</summary>
    internal sealed class Text(SpecFile file) : AdditionalText
    {
        public SpecFile File => file;

        public override string Path => file.Path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(file.Text, System.Text.Encoding.UTF8);
    }

    private sealed class Values(string? kind) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_metadata.AdditionalFiles.EmoKind" => kind,
                VectorWidths.OptionName when kind is null => s_width,
                _ => null,
            };
            return value is not null;
        }
    }
}
