using System.Globalization;
using BenchmarkDotNet.Attributes;
using Emo.Codegen;
using Emo.Testing;
using Microsoft.CodeAnalysis;

namespace Emo.Benchmarks.Micro;

/// <summary>
/// What the generator does after an edit in a project with ten models, each with a spec of its own, and 200 other files. The
/// time includes parsing the edited file, which an editor does anyway.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class KeystrokeBenchmarks
{
    private const string ModelsFile = "Model.cs";
    private const string OtherFile = "Other0.cs";
    private const string SpecFile = "model0.json";
    private static readonly string[] s_shipped = ["emo-1m", "emo-2m", "emo-5m", "emo-6m", "emo-cifar10"];
    private static readonly (string Path, string Text)[] s_specs =
        [.. Enumerable.Range(0, 10).Select(i => (FormattableString.Invariant($"model{i}.json"), Spec(i)))];

    private static readonly string s_models = string.Join(
        '\n', Enumerable.Range(0, 10).Select(i => $$"""[Emo.EmoModel("model{{i}}")] public sealed partial class Model{{i}};"""));
    private GeneratorHarness? _harness;
    private int _edits;

    /// <summary>Whether the editor wants the generated kernels, which nothing that it shows depends on, besides the API.</summary>
    [ParamsAllValues]
    public bool Kernels { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var disabled = Kernels ? IncrementalGeneratorOutputKind.None : IncrementalGeneratorOutputKind.Implementation;
        _harness = new GeneratorHarness(
            s_models,
            s_specs,
            [("imagenet-1k.txt", Resource("specs/labels/imagenet-1k.txt"))],
            disabledOutputs: disabled,
            trackSteps: false);
        for (int i = 0; i < 200; i++)
            _harness.AddSource(Other(i, 0), FormattableString.Invariant($"Other{i}.cs"));
        Run();
    }

    /// <summary>
    /// What the compiler does after the same edit to find out what the attributes mean: it needs that for itself as well.
    /// </summary>
    [Benchmark(Baseline = true)]
    public int UnrelatedCodeWithoutGenerator()
    {
        _harness!.ReplaceSource(OtherFile, Other(0, ++_edits));
        return Enumerable.Range(0, 10).Sum(
            i => _harness.Compilation.GetTypeByMetadataName(FormattableString.Invariant($"Model{i}"))!.GetAttributes().Length);
    }

    [Benchmark]
    public void UnrelatedCode()
    {
        _harness!.ReplaceSource(OtherFile, Other(0, ++_edits));
        Run();
    }

    /// <summary>A line above the declarations, which moves all of them.</summary>
    [Benchmark]
    public void FileOfTheModels()
    {
        _harness!.ReplaceSource(ModelsFile, string.Create(CultureInfo.InvariantCulture, $"// {++_edits}\n") + s_models);
        Run();
    }

    /// <summary>Another number in one spec, so that its model is planned and emitted anew.</summary>
    [Benchmark]
    public void OneSpec()
    {
        string resize = string.Create(CultureInfo.InvariantCulture, $"\"resize\": {256 + (++_edits % 1000)}");
        _harness!.ReplaceSpec(SpecFile, s_specs[0].Text.Replace("\"resize\": 256", resize, StringComparison.Ordinal));
        Run();
    }

    private void Run()
    {
        var result = _harness!.Run();
        if (result.GeneratedSources.IsEmpty || !result.Diagnostics.IsEmpty)
            throw new InvalidOperationException($"{result.GeneratedSources.Length} files: {string.Join('\n', result.Diagnostics)}");
    }

    private static string Other(int file, int edit) => string.Join('\n', Enumerable.Range(0, 20)
        .Select(i => $"public sealed class Other{file}_{i} {{ public int Sum(int a, int b) => a + b + {edit}; }}"));

    private static string Spec(int model)
    {
        string name = s_shipped[model % s_shipped.Length];
        return Resource($"specs/{name}.json").Replace($"\"name\": \"{name}\"", $"\"name\": \"model{model}\"", StringComparison.Ordinal);
    }

    private static string Resource(string name)
    {
        using var stream = typeof(EmoModelGenerator).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The generator has no resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
