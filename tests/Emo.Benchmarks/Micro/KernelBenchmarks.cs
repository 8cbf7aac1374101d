using System.Runtime.Loader;
using BenchmarkDotNet.Attributes;
using Emo.Onnx;
using Emo.Testing;

namespace Emo.Benchmarks.Micro;

/// <summary>
/// Kernels are private to the class that they are generated into. So each benchmark here is a small network in which one
/// kind of kernel does most of the work.
/// </summary>
[InProcess]
public class KernelBenchmarks : IDisposable
{
    private static readonly Dictionary<string, string> s_specs = new()
    {
        ["1x1 and SiLU"] = TestSpecs.Small(
            stem: """{ "width": 64, "kernel": 1, "squeezeExcite": 0 }""",
            stage: """{ "depth": 4, "width": 64, "expansion": 6, "kernel": 1 }""", height: 112, width: 112),
        ["1x1 and GELU"] = TestSpecs.Small(
            stem: """{ "width": 64, "kernel": 1, "squeezeExcite": 0 }""",
            stage: """{ "depth": 4, "width": 64, "expansion": 6, "kernel": 1, "activation": "gelu" }""", height: 112, width: 112),
        ["depthwise 3x3"] = Depthwise(3),
        ["depthwise 5x5"] = Depthwise(5),
        ["window attention"] = Attention(window: 7),
        ["global attention"] = Attention(window: 0),
        ["dense 3x3"] = TestSpecs.Small(
            stem: """{ "width": 8, "kernel": 1, "squeezeExcite": 0 }""",
            stage: """{ "depth": 1, "width": 8, "expansion": 1, "kernel": 1 }""",
            neck: """{ "type": "fpn", "inputs": ["stage1"], "width": 256 }""",
            head: """{ "type": "features", "outputs": ["neck.0"] }""",
            height: 112,
            width: 112),
        ["stem 3x3"] = TestSpecs.Small(
            stem: """{ "width": 64, "squeezeExcite": 0 }""",
            stage: """{ "depth": 1, "width": 8, "expansion": 0.1 }""", height: 224, width: 224),
    };

    private IEmoModel? _model;
    private Action _predict = static () => { };

    public static IEnumerable<string> Kernels => s_specs.Keys;

    [ParamsSource(nameof(Kernels))]
    public string Kernel { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        string spec = s_specs[Kernel];
        var harness = new GeneratorHarness("[Emo.EmoModel(\"small\")] public sealed partial class Model;", specs: [("spec.json", spec)]);
        using var image = new MemoryStream();
        var result = harness.RunAndUpdate().Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        image.Position = 0;
        var type = new AssemblyLoadContext(Kernel).LoadFromStream(image).GetType("Model", throwOnError: true)!;

        var graph = SpecGraph.Parse(spec);
        var weights = new RandomWeights(graph, seed: 1);
        using var checkpoint = weights.ToCheckpoint();
        _model = (IEmoModel)type.GetMethod("Load", [typeof(Checkpoint)])!.Invoke(null, [checkpoint])!;
        float[] input = weights.Input(3 * graph.Input.Height * graph.Input.Width);
        float[] output = new float[graph.Outputs.Sum(map => map.Shape.Channels * map.Shape.Cells)];
        _predict = () => _model.Predict(input, output);
    }

    [Benchmark]
    public void Predict() => _predict();

    [GlobalCleanup]
    public void Dispose()
    {
        _model?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Depthwise(int kernel) => TestSpecs.Small(
        stem: """{ "width": 8, "squeezeExcite": 0 }""",
        stage: $$"""{ "depth": 4, "width": 8, "expansion": 16, "kernel": {{kernel}}, "activation": "none" }""", height: 224, width: 224);

    private static string Attention(int window) => TestSpecs.Small(
        stem: """{ "width": 16, "squeezeExcite": 0 }""",
        stage: $$"""
            { "depth": 4, "width": 80, "expansion": 0.2, "kernel": 1, "norm": "layer", "activation": "none",
              "attention": { "headWidth": 20, "window": {{window}} } }
            """,
        height: 112,
        width: 112);
}
