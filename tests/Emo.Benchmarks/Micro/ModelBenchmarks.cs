using BenchmarkDotNet.Attributes;
using Emo.Benchmarks.Networks;
using Emo.Onnx;

namespace Emo.Benchmarks.Micro;

/// <summary>One prediction of a whole model on one thread.</summary>
[InProcess]
public class ModelBenchmarks : IDisposable
{
    private OurNetwork? _ours;
    private OrtNetwork? _ort;

    [Params("emo-1m", "emo-2m", "emo-5m", "emo-6m")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var entry = ModelEntry.ByName(Model);
        _ours = new OurNetwork(entry);
        _ort = entry.LoadOrt(threads: 1);
    }

    [Benchmark(Baseline = true)]
    public void Ours() => _ours!.Run();

    [Benchmark]
    public void OnnxRuntime() => _ort!.Run();

    [GlobalCleanup]
    public void Dispose()
    {
        _ours?.Dispose();
        _ort?.Dispose();
        GC.SuppressFinalize(this);
    }
}
