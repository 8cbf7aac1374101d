using System.Collections.Immutable;
using Emo.Codegen;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Emo.Testing;

/// <summary>Runs the generator as the compiler does: on source texts and additional files.</summary>
internal sealed class GeneratorHarness
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(EmoModelAttribute).Assembly.Location),
    ];

    private readonly CSharpParseOptions _parseOptions;
    private GeneratorDriver _driver;

    public GeneratorHarness(
        string source, (string Path, string Text)[]? specs = null, (string Path, string Text)[]? labels = null, bool allowUnsafe = true,
        LanguageVersion language = LanguageVersion.CSharp12,
        IncrementalGeneratorOutputKind disabledOutputs = IncrementalGeneratorOutputKind.None, bool trackSteps = true,
        Type[]? libraries = null, OptimizationLevel optimization = OptimizationLevel.Release,
        string[]? unmarkedFiles = null)
    {
        _parseOptions = new CSharpParseOptions(language);
        Compilation = CSharpCompilation.Create(
            "Test",
            [Parse(source, "Model.cs")],
            s_references.AddRange((libraries ?? []).Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: allowUnsafe,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: optimization));
        Specs = [.. (specs ?? []).Select(file => new TextFile(file.Path, file.Text, "spec"))];
        Labels = [.. (labels ?? []).Select(file => new TextFile(file.Path, file.Text, "labels"))];
        var unmarked = (unmarkedFiles ?? []).Select(path => new TextFile(path, "{}", kind: null));
        var files = Specs.Concat(Labels).Concat(unmarked).ToImmutableArray();
        _driver = CSharpGeneratorDriver.Create(
            [new EmoModelGenerator().AsSourceGenerator()],
            files.CastArray<AdditionalText>(),
            _parseOptions,
            Options.Of(vectorWidths: null),
            new GeneratorDriverOptions(disabledOutputs, trackIncrementalGeneratorSteps: trackSteps));
    }

    public CSharpCompilation Compilation { get; private set; }

    public ImmutableArray<TextFile> Specs { get; private set; }

    public ImmutableArray<TextFile> Labels { get; private set; }

    public GeneratorRunResult Run()
    {
        _driver = _driver.RunGenerators(Compilation);
        return _driver.GetRunResult().Results.Single();
    }

    /// <summary>The compilation with what the generator adds.</summary>
    public Compilation RunAndUpdate()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Compilation, out var output, out _);
        return output;
    }

    public void AddSource(string source, string path) => Compilation = Compilation.AddSyntaxTrees(Parse(source, path));

    public void ReplaceSource(string path, string source)
    {
        var old = Compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        Compilation = Compilation.ReplaceSyntaxTree(old, Parse(source, path));
    }

    public void ReplaceSpec(string path, string text)
    {
        var old = Specs.Single(file => file.Path == path);
        var changed = new TextFile(path, text, "spec");
        Specs = Specs.Replace(old, changed);
        _driver = _driver.ReplaceAdditionalText(old, changed);
    }

    public void ReplaceLabels(string path, string text)
    {
        var old = Labels.Single(file => file.Path == path);
        var changed = new TextFile(path, text, "labels");
        Labels = Labels.Replace(old, changed);
        _driver = _driver.ReplaceAdditionalText(old, changed);
    }

    /// <summary>What the package's targets hand over of the project's EmoVectorWidths.</summary>
    public void SetVectorWidths(string value) => _driver = _driver.WithUpdatedAnalyzerConfigOptions(Options.Of(value));

    private SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, _parseOptions, path, System.Text.Encoding.UTF8);

    internal sealed class TextFile(string path, string text, string? kind) : AdditionalText
    {
        public override string Path => path;

        public string? Kind => kind;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(text, System.Text.Encoding.UTF8);
    }

    private sealed class Options(AnalyzerConfigOptions global) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => global;

        public static Options Of(string? vectorWidths) => new(new Value("build_property.EmoVectorWidthList", vectorWidths));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Value("build_metadata.AdditionalFiles.EmoKind", (textFile as TextFile)?.Kind);

        private sealed class Value(string key, string? value) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string asked, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? found)
            {
                found = asked == key ? value : null;
                return found is not null;
            }
        }
    }
}
