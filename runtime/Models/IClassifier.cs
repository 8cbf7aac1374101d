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

    /// <summary>
    /// Classifies a picture: preprocesses it as the model's spec says, predicts, ranks the classes. It allocates nothing but what the
    /// first pictures make the instance keep.
    /// </summary>
    /// <param name="picture">A picture of any size, in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.</param>
    /// <param name="classes">
    /// Receives the most probable classes, the first one first, as many as there is room for; <see cref="ClassCount"/> at most.
    /// </param>
    /// <returns>How many were written.</returns>
    /// <exception cref="NotFiniteNumberException">The model's logits are not finite, so its weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    int Classify(PictureView picture, Span<Classification> classes);

    /// <inheritdoc cref="Classify(PictureView, Span{Classification})"/>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="classes">
    /// Receives the most probable classes, the first one first, as many as there is room for; <see cref="ClassCount"/> at most.
    /// </param>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    int Classify(Picture picture, Span<Classification> classes);

    /// <summary>
    /// The same for the bytes of a PNG or JPEG file, whose rows are preprocessed as they are decoded. The instance keeps for this what a
    /// <see cref="PictureWorkspace"/> keeps, which says what there is of a picture in memory, and what is allocated.
    /// </summary>
    /// <inheritdoc cref="Classify(PictureView, Span{Classification})"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="classes">Receives the most probable classes, the first one first, as many as there is room for.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    int Classify(ReadOnlySpan<byte> file, Span<Classification> classes, PictureOptions? options = null);

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
