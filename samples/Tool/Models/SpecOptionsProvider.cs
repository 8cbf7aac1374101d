using System.Diagnostics.CodeAnalysis;
using Emo.Tool.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Emo.Tool.Models;

/// <summary>Tells the generator what each file is, as the package's build files do.</summary>
internal sealed class SpecOptionsProvider : AnalyzerConfigOptionsProvider
{
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
            value = key == "build_metadata.AdditionalFiles.EmoKind" ? kind : null;
            return value is not null;
        }
    }
}
