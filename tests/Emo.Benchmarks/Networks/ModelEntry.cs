using Emo.Onnx;
using Emo.Testing;

namespace Emo.Benchmarks.Networks;

/// <summary>A published architecture at an input size, as a generated class and as the same graph for ONNX Runtime.</summary>
/// <param name="Name">The spec.</param>
/// <param name="Side">Height and width of the input in pixels.</param>
/// <param name="Load">The generated class.</param>
internal sealed record ModelEntry(string Name, int Side, Func<Checkpoint, IClassifier> Load)
{
    public static readonly ModelEntry[] All =
    [
        new("emo-1m", 224, Emo1M.Load),
        new("emo-2m", 224, Emo2M.Load),
        new("emo-5m", 224, Emo5M.Load),
        new("emo-6m", 224, Emo6M.Load),
    ];

    /// <summary>The first model on four times as many pixels.</summary>
    public static readonly ModelEntry Large = new("emo-1m", 448, Emo1MAt448.Load);

    public static ModelEntry ByName(string name) => All.First(entry => entry.Name == name);

    public float[] Input() => SyntheticWeights.Input(Side, Side);

    public IClassifier LoadOurs()
    {
        using var weights = SyntheticWeights.Checkpoint(Name);
        return Load(weights);
    }

    public OrtNetwork LoadOrt(int threads)
    {
        using var weights = SyntheticWeights.Checkpoint(Name);
        var network = new OrtNetwork(SpecGraph.Shipped(Name, Side, Side), weights.Floats, threads: threads);
        Input().CopyTo(network.Input, 0);
        return network;
    }
}
