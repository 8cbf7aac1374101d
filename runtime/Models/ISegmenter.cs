using System.Collections.Immutable;

namespace Emo;

/// <summary>
/// A compiled network with a segmenter head, whatever its spec. <see href="docs/segmentation.md">segmentation.md</see> says what it
/// computes.
/// </summary>
public interface ISegmenter : IEmoModel
{
    /// <summary>The number of classes, at most 256.</summary>
    int ClassCount { get; }

    /// <summary>A colour for each class, or nothing when the spec has no palette.</summary>
    ImmutableArray<Rgb> Palette { get; }

    /// <summary>The raw output: <c>logits</c>, planar, before any resize.</summary>
    IReadOnlyList<FeatureMap> Outputs { get; }

    /// <summary>The length of the outputs buffer.</summary>
    int OutputLength { get; }

    /// <summary>Computes the raw logits of one input. Allocates nothing.</summary>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="outputs">Receives the logits, <see cref="OutputLength"/> values; see <see cref="Outputs"/>.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> outputs);

    /// <summary>
    /// Finds the class of every pixel: preprocesses the picture as the model's spec says, computes, resizes the logits to the input
    /// and then to the picture (bilinear), takes the largest. It allocates nothing but what the first pictures make the instance
    /// keep.
    /// </summary>
    /// <param name="picture">A picture of any size, in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.</param>
    /// <param name="labels">
    /// Receives the class of each pixel, row by row: picture height x width values. Of equal logits the lower class wins.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="labels"/> has another length.</exception>
    /// <exception cref="NotFiniteNumberException">A logit is not finite: the model's input or its weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    void Segment(PictureView picture, Span<byte> labels);

    /// <inheritdoc cref="Segment(PictureView, Span{byte})"/>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="labels">Receives the class of each pixel, row by row: picture height x width values.</param>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Segment(Picture picture, Span<byte> labels);

    /// <summary>
    /// The same for the bytes of a PNG or JPEG file, whose rows are preprocessed as they are decoded. The instance keeps for this what a
    /// <see cref="PictureWorkspace"/> keeps, which says what there is of a picture in memory, and what is allocated.
    /// </summary>
    /// <inheritdoc cref="Segment(PictureView, Span{byte})"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="labels">
    /// Receives the class of each pixel of the upright picture, row by row: picture height x width values. It may be longer; what is behind
    /// them stays. <see cref="Picture.Identify(ReadOnlySpan{byte}, PictureOptions?)"/> tells the size before.
    /// </param>
    /// <param name="info">Receives the format, and the size of the upright picture: the labels are rows of its width.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="labels"/> is shorter than the picture has pixels, which is found before these are decoded.
    /// </exception>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Segment(ReadOnlySpan<byte> file, Span<byte> labels, out PictureInfo info, PictureOptions? options = null);

    /// <summary>The same for an input that was preprocessed elsewhere. Allocates nothing.</summary>
    /// <inheritdoc cref="Segment(PictureView, Span{byte})"/>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="frame">Where the picture lies in it; see <see cref="Preprocessing.FrameOf"/>.</param>
    /// <param name="labels">Receives the class of each pixel of the picture, row by row.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a size of <paramref name="frame"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Segment(ReadOnlySpan<float> input, PictureFrame frame, Span<byte> labels);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    ISegmenter Fork();
}

/// <summary>A compiled segmenter known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface ISegmenter<TSelf> : ISegmenter
    where TSelf : ISegmenter<TSelf>
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
