using Emo.Onnx;
using Emo.Testing;

namespace Emo.Benchmarks.Networks;

/// <summary>A published architecture at an input size, as a generated class and as the same graph for ONNX Runtime.</summary>
/// <param name="Name">The spec.</param>
/// <param name="Side">Height and width of the input in pixels.</param>
/// <param name="Load">The generated class.</param>
/// <param name="Keys">The list of its tensors, if it is not called as the spec.</param>
internal sealed record ModelEntry(string Name, int Side, Func<Checkpoint, IEmoModel> Load, string? Keys = null)
{
    /// <summary>The classifiers.</summary>
    public static readonly ModelEntry[] All =
    [
        new("emo-1m", 224, Emo1M.Load),
        new("emo-2m", 224, Emo2M.Load),
        new("emo-5m", 224, Emo5M.Load),
        new("emo-6m", 224, Emo6M.Load),
        new("emo2-1m", 224, Emo2Of1M.Load),
        new("emo2-2m", 224, Emo2Of2M.Load),
        new("emo2-5m", 224, Emo2Of5M.Load),
        new("emo2-20m", 224, Emo2Of20M.Load),
    ];

    /// <summary>The classifiers, and a segmenter of each kind that joins all stages: what <c>compare</c> knows.</summary>
    public static readonly ModelEntry[] Compared =
    [
        .. All,
        new("fpn-emo2-1m", 512, FpnEmo2Of1M.Load, "emo2-semfpn-1m"),
        new("segformer-emo2-1m", 512, SegformerEmo2Of1M.Load, "emo2-segformer-1m"),
    ];

    /// <summary>The first model on four times as many pixels.</summary>
    public static readonly ModelEntry Large = new("emo-1m", 448, Emo1MAt448.Load);

    public static ModelEntry ByName(string name) => Compared.First(entry => entry.Name == name);

    public float[] Input() => SyntheticWeights.Input(Side, Side);

    public IEmoModel LoadOurs()
    {
        using var weights = SyntheticWeights.Checkpoint(Keys ?? Name);
        return Load(weights);
    }

    public OrtNetwork LoadOrt(int threads)
    {
        using var weights = SyntheticWeights.Checkpoint(Keys ?? Name);
        var network = new OrtNetwork(SpecGraph.Shipped(Name, Side, Side), weights.Floats, threads: threads);
        Input().CopyTo(network.Input, 0);
        return network;
    }
}
