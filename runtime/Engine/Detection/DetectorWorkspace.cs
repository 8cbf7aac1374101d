using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// What an instance of a detector has beside its arena: buffers from the picture to the detections, and the settings. Made with
/// the instance, so that detecting allocates nothing but what preprocessing does: see <see cref="PictureWorkspace"/>. Used by generated
/// code only, by the thread that has the instance.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DetectorWorkspace
{
    /// <summary>The most detections that can be asked for.</summary>
    internal const int DetectionLimit = 100_000;

    private readonly DetectorHead _head;
    private readonly float[] _input;
    private readonly float[] _outputs;
    private readonly PictureWorkspace _pictures = new();
    private readonly DetectionDecoder _decoder;

    /// <param name="head">The model's head.</param>
    /// <param name="info">The instance's description, whose labels may have come with the weights.</param>
    public DetectorWorkspace(DetectorHead head, ModelInfo info)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(info);
        _head = head;
        _input = GC.AllocateUninitializedArray<float>(head.Preprocessing.InputLength);
        _outputs = GC.AllocateUninitializedArray<float>(head.OutputLength);
        _decoder = new DetectionDecoder(head, [.. Enumerable.Range(0, head.ClassCount).Select(info.LabelOf)]);
        ScoreThreshold = head.ScoreThreshold;
        NmsThreshold = head.NmsThreshold;
        MaxDetections = head.MaxDetections;
    }

    /// <summary>The preprocessed picture.</summary>
    public Span<float> Input => _input;

    /// <summary>The raw outputs.</summary>
    public Span<float> Outputs => _outputs;

    /// <summary>Only scores above this are detections, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value outside 0 to 1.</exception>
    public float ScoreThreshold { get; set => field = CheckFraction(value, nameof(ScoreThreshold)); }

    /// <summary>The intersection over union above which the lower of two scores is dropped, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value outside 0 to 1.</exception>
    public float NmsThreshold { get; set => field = CheckFraction(value, nameof(NmsThreshold)); }

    /// <summary>How many detections there are at most, 1 to 100,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value outside 1 to 100,000.</exception>
    public int MaxDetections
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxDetections));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DetectionLimit, nameof(MaxDetections));
            field = value;
        }
    }

    /// <summary>Makes <see cref="Input"/> of a picture.</summary>
    /// <returns>Where the picture lies in it.</returns>
    public PictureFrame Preprocess(PictureView picture)
    {
        _head.Preprocessing.Apply(picture, _input, _pictures);
        return _head.Preprocessing.FrameOf(picture.Width, picture.Height);
    }

    /// <summary>Makes <see cref="Input"/> of a file.</summary>
    /// <returns>Where the picture, upright and in its full size, lies in it.</returns>
    /// <exception cref="PictureException">The bytes are not a picture that can be decoded.</exception>
    public PictureFrame Preprocess(ReadOnlySpan<byte> file, PictureOptions? options)
    {
        var picture = _head.Preprocessing.Apply(file, _input, options, _pictures);
        return _head.Preprocessing.FrameOf(picture.Width, picture.Height);
    }

    /// <summary>Checks a frame that the caller made.</summary>
    /// <exception cref="ArgumentException">A size is out of range.</exception>
    public void Check(PictureFrame frame) => PictureFrame.Check(frame, _head.Preprocessing);

    /// <summary>Makes detections of <see cref="Outputs"/>.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="NotFiniteNumberException">A score or a side of a box is not finite.</exception>
    public int Decode(PictureFrame frame, Span<Detection> detections) =>
        _decoder.Decode(_outputs, frame, ScoreThreshold, NmsThreshold, detections[..Math.Min(detections.Length, MaxDetections)]);

    private static float CheckFraction(float value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a number from 0 to 1.");
}
