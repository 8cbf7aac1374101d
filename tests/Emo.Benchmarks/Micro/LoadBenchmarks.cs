using BenchmarkDotNet.Attributes;
using Emo.Benchmarks.Networks;

namespace Emo.Benchmarks.Micro;

/// <summary>From a .pth file in the page cache to a model that can predict.</summary>
[InProcess]
[MemoryDiagnoser]
public class LoadBenchmarks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emo-benchmarks-").FullName;
    private ModelEntry? _entry;

    [Params("emo-1m", "emo-6m")]
    public string Model { get; set; } = "";

    private string TorchFile => Path.Combine(_folder, "net.pth");

    [GlobalSetup]
    public void Write()
    {
        _entry = ModelEntry.ByName(Model);
        TorchCheckpoint.Write(TorchFile, Model);
    }

    [Benchmark]
    public void Torch()
    {
        using var checkpoint = Checkpoint.Open(TorchFile);
        using var model = _entry!.Load(checkpoint);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
