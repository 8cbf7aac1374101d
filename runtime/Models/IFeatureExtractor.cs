namespace Emo;

/// <summary>A compiled backbone: a network whose outputs are the maps of named stages.</summary>
public interface IFeatureExtractor : IEmoModel
{
    /// <summary>The outputs, in the order in which they lie in the features buffer.</summary>
    IReadOnlyList<FeatureMap> FeatureMaps { get; }

    /// <summary>The length of the features buffer: the sum of the maps' lengths.</summary>
    int FeatureLength { get; }

    /// <summary>Computes the maps of one input. Allocates nothing.</summary>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="features">Receives all maps, <see cref="FeatureLength"/> values; see <see cref="FeatureMaps"/>.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Extract(ReadOnlySpan<float> input, Span<float> features);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    IFeatureExtractor Fork();
}

/// <summary>A compiled backbone known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface IFeatureExtractor<TSelf> : IFeatureExtractor
    where TSelf : IFeatureExtractor<TSelf>
{
    /// <summary>What the model is, known before any weights are loaded.</summary>
    static abstract ModelInfo ModelInfo { get; }

    /// <summary>The layer table: operators, output shapes, parameters, multiply-adds, places in the arena. It needs no weights.</summary>
    static abstract ModelSummary Describe();

    /// <summary>
    /// Loads the weights from a checkpoint file (safetensors, or a PyTorch zip file) or from a file of
    /// <see cref="IEmoModel.SaveWeights"/>. The tensors of a head, and a
    /// <c>backbone.</c> prefix as mmdetection and mmsegmentation write it, are accepted.
    /// </summary>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint, or does not fit this model.</exception>
    static abstract TSelf Load(string checkpointPath);

    /// <summary>Loads the weights from an open checkpoint, which may be disposed afterwards.</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit this model.</exception>
    static abstract TSelf Load(Checkpoint checkpoint);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    new TSelf Fork();
}
