namespace Emo;

/// <summary>
/// A compiled network with a detector head, whatever its spec. <see href="docs/detection.md">detection.md</see> says what it computes.
/// </summary>
public interface IDetector : IEmoModel
{
    /// <summary>The number of classes, without background.</summary>
    int ClassCount { get; }

    /// <summary>
    /// The raw outputs in the order in which they lie in the outputs buffer: for each level <c>cls.0</c>, <c>reg.0</c> and so on, planar,
    /// channels anchor-major, as mmdetection's head gives them.
    /// </summary>
    IReadOnlyList<FeatureMap> Outputs { get; }

    /// <summary>The length of the outputs buffer: the sum of the maps' lengths.</summary>
    int OutputLength { get; }

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

    /// <summary>Computes the raw outputs of one input. Allocates nothing.</summary>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="outputs">Receives all maps, <see cref="OutputLength"/> values; see <see cref="Outputs"/>.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> outputs);

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
    int Detect(Picture picture, Span<Detection> detections);

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
#pragma warning disable RS0027 // The overload with as many parameters takes numbers: no call can mean both.
    int Detect(ReadOnlySpan<byte> file, Span<Detection> detections, PictureOptions? options = null);
#pragma warning restore RS0027

    /// <summary>The same for an input that was preprocessed elsewhere. Allocates nothing.</summary>
    /// <inheritdoc cref="Detect(PictureView, Span{Detection})"/>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="frame">Where the picture lies in it; see <see cref="Preprocessing.FrameOf"/>.</param>
    /// <param name="detections">Receives the detections, the highest score first.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="input"/> has the wrong length, or a size of <paramref name="frame"/> is out of range.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is inside this instance.</exception>
    int Detect(ReadOnlySpan<float> input, PictureFrame frame, Span<Detection> detections);

    /// <summary>Another instance over the same weights with an arena of its own and the same thresholds, for another thread.</summary>
    IDetector Fork();
}

/// <summary>A compiled detector known at compile time, for generic code.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface IDetector<TSelf> : IDetector
    where TSelf : IDetector<TSelf>
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

    /// <summary>Another instance over the same weights with an arena of its own and the same thresholds, for another thread.</summary>
    new TSelf Fork();
}
