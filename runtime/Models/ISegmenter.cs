using System.Collections.Immutable;
using Emo.CompilerServices;

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
    ImmutableArray<Rgb> Palette => [];

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
    void Segment(Picture picture, Span<byte> labels) => Segment(StandIn.View(picture), labels);

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
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <returns>The format, and the size of the upright picture: the labels are rows of its width.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="labels"/> is shorter than the picture has pixels, which is found before these are decoded.
    /// </exception>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    PictureInfo Segment(ReadOnlySpan<byte> file, Span<byte> labels, PictureOptions? options = null) =>
        StandIn.Segment(this, file, labels, options);

    /// <summary>The same for an input that was preprocessed elsewhere. Allocates nothing.</summary>
    /// <inheritdoc cref="Segment(PictureView, Span{byte})"/>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="frame">Where the picture lies in it; see <see cref="Preprocessing.FrameOf"/>.</param>
    /// <param name="labels">Receives the class of each pixel of the picture, row by row.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or a size of <paramref name="frame"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    /// <exception cref="NotSupportedException">The class is a stand-in, which has no labels but those of pictures.</exception>
    void Segment(ReadOnlySpan<float> input, PictureFrame frame, Span<byte> labels) => throw StandIn.Without(this, "labels of inputs");

    /// <summary>Finds the class of every pixel; see <see cref="Segment(PictureView, Span{byte})"/>.</summary>
    /// <param name="picture">A picture of any size.</param>
    /// <returns>The class of each pixel of the upright picture.</returns>
    /// <exception cref="NotFiniteNumberException">A logit is not finite: the model's weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    LabelMap Segment(Picture picture) => SegmenterCalls.Segment(this, picture);

    /// <summary>
    /// Finds the class of every pixel of a picture in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.
    /// </summary>
    /// <inheritdoc cref="Segment(Picture)"/>
    /// <param name="picture">A view of any size.</param>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    LabelMap Segment(PictureView picture) => SegmenterCalls.Segment(this, picture);

    /// <summary>
    /// Finds the class of every pixel of the picture of a PNG or JPEG file, whose rows are preprocessed as they are decoded.
    /// </summary>
    /// <inheritdoc cref="Segment(Picture)"/>
    /// <param name="path">The picture file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    LabelMap Segment(string path, PictureOptions? options = null) => SegmenterCalls.Segment(this, path, options);

    /// <summary>Finds the class of every pixel of the picture that the bytes of a PNG or JPEG file hold.</summary>
    /// <inheritdoc cref="Segment(Picture)"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    LabelMap Segment(ReadOnlySpan<byte> file, PictureOptions? options = null) => Segment(Picture.Decode(file, options));

    /// <summary>
    /// Finds the class of every pixel of the picture of a stream, which is read from where it stands to its end and left open.
    /// </summary>
    /// <inheritdoc cref="Segment(Picture)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    LabelMap Segment(Stream file, PictureOptions? options = null) => SegmenterCalls.Segment(this, file, options);

    /// <summary>
    /// The same for a stream that may only be read asynchronously, a web request's body for one. The instance is in use from when the
    /// stream is read to its end.
    /// </summary>
    /// <inheritdoc cref="Segment(Stream, PictureOptions?)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled while the stream was read.</exception>
    Task<LabelMap> SegmentAsync(Stream file, PictureOptions? options = null, CancellationToken cancellationToken = default) =>
        SegmenterCalls.SegmentAsync(this, file, options, cancellationToken);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    ISegmenter Fork();
}

/// <summary>A compiled segmenter known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface ISegmenter<TSelf> : ISegmenter, IEmoModel<TSelf>
    where TSelf : ISegmenter<TSelf>
{
    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    new TSelf Fork();
}
