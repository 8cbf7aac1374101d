using BenchmarkDotNet.Attributes;
using Emo.Testing;

namespace Emo.Benchmarks.Micro;

/// <summary>From a photograph, 451x300, to an input of 224x224.</summary>
[InProcess]
[MemoryDiagnoser]
public class PreprocessingBenchmarks
{
    private readonly byte[] _file = File.ReadAllBytes(TestData.Path("pictures", "chelsea.png"));
    private readonly Preprocessing _preprocessing = Emo1M.ModelInfo.Preprocessing;
    private readonly Picture _picture = Picture.Open(TestData.Path("pictures", "chelsea.png"));
    private readonly float[] _input = new float[3 * 224 * 224];

    [Benchmark]
    public Picture DecodePng() => Picture.Decode(_file);

    [Benchmark]
    public void ResizeCropNormalise() => _preprocessing.Apply(_picture, _input);
}
