using Emo.CompilerServices;

namespace Emo;

/// <summary>
/// A compiled network with a detector head, whatever its spec. <see href="docs/detection.md">detection.md</see> says what it computes.
/// </summary>
public interface IDetector : IEmoModel
{
    /// <summary>The number of classes, without background.</summary>
    int ClassCount { get; }

    /// <summary>Only scores above this are detections, 0 to 1. The spec's at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value outside 0 to 1.</exception>
    float ScoreThreshold { get; set; }

    /// <summary>
    /// Of two boxes of one class whose intersection over union is above this, 0 to 1, the one with the lower score is dropped.
    /// The spec's at first.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value outside 0 to 1.</exception>
    float NmsThreshold { get; set; }

    /// <summary>How many detections of a picture there are at most, 1 to 100,000. The spec's at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value outside 1 to 100,000.</exception>
    int MaxDetections { get; set; }

    /// <summary>
    /// Finds the objects in a picture: preprocesses it as the model's spec says, computes, decodes, suppresses. It allocates nothing but
    /// what the first pictures make the instance keep.
    /// </summary>
    /// <param name="picture">A picture of any size, in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.</param>
    /// <param name="detections">
    /// Receives the detections, the highest score first. When it is shorter than their number, the best ones;
    /// <see cref="MaxDetections"/> elements are always enough.
    /// </param>
    /// <returns>How many were written.</returns>
    /// <exception cref="NotFiniteNumberException">
    /// A score or a side of a box, of any candidate, is not finite: the model's input or its weights are not either.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    int Detect(PictureView picture, Span<Detection> detections);

    /// <inheritdoc cref="Detect(PictureView, Span{Detection})"/>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="detections">Receives the detections, the highest score first.</param>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    int Detect(Picture picture, Span<Detection> detections) => Detect(StandIn.View(picture), detections);

    /// <summary>
    /// The same for the bytes of a PNG or JPEG file, whose rows are preprocessed as they are decoded. The instance keeps for this what a
    /// <see cref="PictureWorkspace"/> keeps, which says what there is of a picture in memory, and what is allocated.
    /// </summary>
    /// <inheritdoc cref="Detect(PictureView, Span{Detection})"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="detections">Receives the detections, the highest score first; boxes are those of the upright picture.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    int Detect(ReadOnlySpan<byte> file, Span<Detection> detections, PictureOptions? options = null) =>
        Detect(Picture.Decode(file, options).View, detections);

    /// <summary>The same for an input that was preprocessed elsewhere. Allocates nothing.</summary>
    /// <inheritdoc cref="Detect(PictureView, Span{Detection})"/>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="frame">Where the picture lies in it; see <see cref="Preprocessing.FrameOf"/>.</param>
    /// <param name="detections">Receives the detections, the highest score first.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong length, or a size of <paramref name="frame"/> is out of range.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    /// <exception cref="NotSupportedException">The class is a stand-in, which has no boxes but those of pictures.</exception>
    int Detect(ReadOnlySpan<float> input, PictureFrame frame, Span<Detection> detections) => throw StandIn.Without(this, "boxes of inputs");

    /// <summary>Finds the objects in a picture; see <see cref="Detect(PictureView, Span{Detection})"/>.</summary>
    /// <param name="picture">A picture of any size.</param>
    /// <returns>The detections, the highest score first.</returns>
    /// <exception cref="NotFiniteNumberException">A score or a box is not finite: the model's weights are not either.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    Detection[] Detect(Picture picture) => DetectorCalls.Detect(this, picture);

    /// <summary>Finds the objects in a picture in memory of the caller's: a camera's frame, a part of a <see cref="Picture"/>.</summary>
    /// <inheritdoc cref="Detect(Picture)"/>
    /// <param name="picture">A view of any size.</param>
    /// <exception cref="InvalidOperationException">
    /// Another thread is inside this instance, or the view is a default value, which shows nothing.
    /// </exception>
    Detection[] Detect(PictureView picture) => DetectorCalls.Detect(this, picture);

    /// <summary>Finds the objects in the picture of a PNG or JPEG file, whose rows are preprocessed as they are decoded.</summary>
    /// <inheritdoc cref="Detect(Picture)"/>
    /// <param name="path">The picture file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The file is not a picture that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    Detection[] Detect(string path, PictureOptions? options = null) => DetectorCalls.Detect(this, path, options);

    /// <summary>Finds the objects in the picture that the bytes of a PNG or JPEG file hold.</summary>
    /// <inheritdoc cref="Detect(Picture)"/>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    Detection[] Detect(ReadOnlySpan<byte> file, PictureOptions? options = null) => DetectorCalls.Detect(this, file, options);

    /// <summary>Finds the objects in the picture of a stream, which is read from where it stands to its end and left open.</summary>
    /// <inheritdoc cref="Detect(Picture)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    Detection[] Detect(Stream file, PictureOptions? options = null) => DetectorCalls.Detect(this, file, options);

    /// <summary>
    /// The same for a stream that may only be read asynchronously, a web request's body for one. The instance is in use from when the
    /// stream is read to its end.
    /// </summary>
    /// <inheritdoc cref="Detect(Stream, PictureOptions?)"/>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled while the stream was read.</exception>
    Task<Detection[]> DetectAsync(Stream file, PictureOptions? options = null, CancellationToken cancellationToken = default) =>
        DetectorCalls.DetectAsync(this, file, options, cancellationToken);

    /// <summary>Another instance over the same weights with an arena of its own and the same thresholds, for another thread.</summary>
    IDetector Fork();
}

/// <summary>A compiled detector known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface IDetector<TSelf> : IDetector, IEmoModel<TSelf>
    where TSelf : IDetector<TSelf>
{
    /// <summary>Another instance over the same weights with an arena of its own and the same thresholds, for another thread.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    new TSelf Fork();
}
