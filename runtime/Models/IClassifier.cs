using System.Numerics.Tensors;

namespace Emo;

/// <summary>A compiled network with a classifier head, whatever its spec.</summary>
public interface IClassifier : IEmoModel
{
    /// <summary>The number of logits.</summary>
    int ClassCount { get; }

    /// <summary>Computes the logits of one input. Allocates nothing.</summary>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="logits">Receives <see cref="ClassCount"/> logits.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside <c>Predict</c> of this instance.</exception>
    void Predict(ReadOnlySpan<float> input, Span<float> logits);

    /// <summary>The same over tensors: <paramref name="input"/> is [3, height, width] or [1, 3, height, width].</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    void Predict(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> logits);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    IClassifier Fork();
}

/// <summary>A compiled classifier known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface IClassifier<TSelf> : IClassifier
    where TSelf : IClassifier<TSelf>
{
    /// <summary>What the model is, known before any weights are loaded.</summary>
    static abstract ModelInfo ModelInfo { get; }

    /// <summary>The layer table: operators, output shapes, parameters, multiply-adds, places in the arena. It needs no weights.</summary>
    static abstract ModelSummary Describe();

    /// <summary>
    /// Loads the weights from a checkpoint file (safetensors, or a PyTorch zip file) or from a file of
    /// <see cref="IEmoModel.SaveWeights"/>.
    /// </summary>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint, or does not fit this model.</exception>
    static abstract TSelf Load(string checkpointPath);

    /// <summary>Loads the weights from an open checkpoint, which may be disposed afterwards.</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit this model.</exception>
    static abstract TSelf Load(Checkpoint checkpoint);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    new TSelf Fork();
}
