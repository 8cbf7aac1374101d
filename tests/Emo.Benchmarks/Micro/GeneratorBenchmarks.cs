using BenchmarkDotNet.Attributes;
using Emo.Testing;

namespace Emo.Benchmarks.Micro;

/// <summary>What a model costs a build, in a compiler that is warm.</summary>
[InProcess]
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private const string WithoutModel = "public sealed partial class Model;";

    [Params("emo-6m")]
    public string Model { get; set; } = "";

    private string WithModel => $"[Emo.EmoModel(\"{Model}\")] {WithoutModel}";

    /// <summary>The generator alone, from the attribute to C# text; nothing is cached.</summary>
    [Benchmark]
    public int Generate() => new GeneratorHarness(WithModel, trackSteps: false).Run().GeneratedSources.Length;

    [Benchmark]
    public long CompileWithModel() => Compile(WithModel);

    [Benchmark]
    public long CompileWithoutModel() => Compile(WithoutModel);

    private long Compile(string source)
    {
        using var image = new MemoryStream();
        var result = new GeneratorHarness(source, trackSteps: false).RunAndUpdate().Emit(image);
        return result.Success
            ? image.Length
            : throw new InvalidOperationException($"{Model} does not compile: {string.Join('\n', result.Diagnostics)}");
    }
}
