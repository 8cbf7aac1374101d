using System.Numerics.Tensors;
using Emo.CompilerServices;

namespace Emo;

/// <summary>A compiled network with a classifier head, whatever its spec.</summary>
public partial interface IClassifier : IEmoModel
{
    /// <summary>The number of logits.</summary>
    int ClassCount { get; }

    /// <summary>One map: the logits.</summary>
    IReadOnlyList<FeatureMap> IEmoModel.Outputs => StandIn.Logits(ClassCount);

    /// <summary>Computes the logits of one input. Allocates nothing.</summary>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="outputs">Receives <see cref="ClassCount"/> logits.</param>
    /// <inheritdoc cref="IEmoModel.Predict(ReadOnlySpan{float}, Span{float})"/>
    /// <remarks>It stands here too, so that arrays are spans and not tensors.</remarks>
    new void Predict(ReadOnlySpan<float> input, Span<float> outputs);

    /// <summary>
    /// Computes the logits of one input. Allocates nothing. <paramref name="input"/> is [3, height, width] or [1, 3, height, width],
    /// <paramref name="outputs"/> is [<see cref="ClassCount"/>] or [1, <see cref="ClassCount"/>]; both are dense.
    /// </summary>
    /// <exception cref="ArgumentException">A tensor has the wrong shape or is not dense.</exception>
    /// <inheritdoc cref="IEmoModel.Predict(ReadOnlySpan{float}, Span{float})"/>
    void Predict(in ReadOnlyTensorSpan<float> input, in TensorSpan<float> outputs) => StandIn.Predict(this, input, outputs);

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
    int Classify(PictureView picture, Span<Classification> classes) => StandIn.Classify(this, picture, classes);

    /// <inheritdoc cref="Classify(PictureView, Span{Classification})"/>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="classes">
    /// Receives the most probable classes, the first one first, as many as there is room for; <see cref="ClassCount"/> at most.
    /// </param>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    int Classify(Picture picture, Span<Classification> classes) => Classify(StandIn.View(picture), classes);

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
    int Classify(ReadOnlySpan<byte> file, Span<Classification> classes, PictureOptions? options = null) =>
        StandIn.Classify(this, file, classes, options);

    /// <summary>Classifies a picture.</summary>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <returns>The most probable classes, the first one first; see <see cref="ModelInfo.Rank(ReadOnlySpan{float}, int)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is less than 1.</exception>
    /// <exception cref="NotFiniteNumberException">The model's logits are not finite, so its weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    Classification[] Classify(Picture picture, int top = 5) => ClassifierCalls.Classify(this, picture, top);

    /// <summary>Classifies a picture in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.</summary>
    /// <inheritdoc cref="Classify(Picture, int)"/>
    /// <param name="picture">A view of any size.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    Classification[] Classify(PictureView picture, int top = 5) => ClassifierCalls.Classify(this, picture, top);

    /// <summary>Classifies the picture in a PNG or JPEG file, whose rows are preprocessed as they are decoded.</summary>
    /// <inheritdoc cref="Classify(Picture, int)"/>
    /// <param name="path">The picture file.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    Classification[] Classify(string path, int top = 5, PictureOptions? options = null) =>
        ClassifierCalls.Classify(this, path, top, options);

    /// <summary>Classifies the picture in the bytes of a PNG or JPEG file.</summary>
    /// <inheritdoc cref="Classify(string, int, PictureOptions?)"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    Classification[] Classify(ReadOnlySpan<byte> file, int top = 5, PictureOptions? options = null) =>
        ClassifierCalls.Classify(this, file, top, options);

    /// <summary>Classifies the picture in a stream, which is read from where it stands to its end and left open.</summary>
    /// <inheritdoc cref="Classify(string, int, PictureOptions?)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    Classification[] Classify(Stream file, int top = 5, PictureOptions? options = null) =>
        ClassifierCalls.Classify(this, file, top, options);

    /// <summary>
    /// The same for a stream that may only be read asynchronously, a web request's body for one. The instance is in use from when the
    /// stream is read to its end.
    /// </summary>
    /// <inheritdoc cref="Classify(Stream, int, PictureOptions?)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="top">How many classes are returned at most, at least 1.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled while the stream was read.</exception>
    Task<Classification[]> ClassifyAsync(
        Stream file, int top = 5, PictureOptions? options = null, CancellationToken cancellationToken = default) =>
        ClassifierCalls.ClassifyAsync(this, file, top, options, cancellationToken);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    IClassifier Fork();
}

/// <summary>A compiled classifier known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface IClassifier<TSelf> : IClassifier, IEmoModel<TSelf>
    where TSelf : IClassifier<TSelf>
{
    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    new TSelf Fork();
}
