using Emo.Benchmarks.Networks;
using Emo.Onnx;

namespace Emo.Benchmarks.Pictures;

/// <summary>A model on both sides.</summary>
internal sealed class Network(ModelEntry entry) : IDisposable
{
    public string Name => entry.Name;

    public OurNetwork Ours { get; } = new(entry);

    public OrtNetwork Ort { get; } = entry.LoadOrt(threads: 1);

    public void Dispose()
    {
        Ours.Dispose();
        Ort.Dispose();
    }
}
