using System.ComponentModel;
using Emo.Pictures;
using Emo.Pictures.Resampling;

namespace Emo.CompilerServices;

/// <summary>
/// What an instance of a segmenter has beside its arena: buffers from the picture to the labels. Made with the instance, so that segmenting
/// allocates nothing. Used by generated code only, by the thread that has the instance.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SegmenterWorkspace
{
    private readonly SegmenterHead _head;
    private readonly float[] _input;
    private readonly float[] _outputs;
    private readonly ResizeMemory _resize = new();
    private readonly CellMap _cells;
    private readonly LabelMap _labels;

    /// <param name="head">The model's head.</param>
    public SegmenterWorkspace(SegmenterHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _head = head;
        _input = GC.AllocateUninitializedArray<float>(head.Preprocessing.InputLength);
        _outputs = GC.AllocateUninitializedArray<float>(head.ClassCount * head.Height * head.Width);
        _cells = new CellMap(head.ClassCount, head.Height, head.Width);
        _labels = new LabelMap(_cells, head.Preprocessing.InputHeight, head.Preprocessing.InputWidth);
    }

    /// <summary>The preprocessed picture.</summary>
    public Span<float> Input => _input;

    /// <summary>The raw logits.</summary>
    public Span<float> Outputs => _outputs;

    /// <summary>Makes <see cref="Input"/> of a picture.</summary>
    /// <returns>Where the picture lies in it.</returns>
    public PictureFrame Preprocess(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var frame = _head.Preprocessing.FrameOf(picture.Width, picture.Height);
        var rows = new PictureRows(picture);
        _head.Preprocessing.ApplyRows(ref rows, frame, _input, _resize);
        return frame;
    }

    /// <summary>Checks a frame that the caller made, and the length of its label map.</summary>
    /// <exception cref="ArgumentException">
    /// A size of the frame is out of range, or the labels have another length than the picture has pixels.
    /// </exception>
    public void Check(PictureFrame frame, ReadOnlySpan<byte> labels)
    {
        PictureFrame.Check(frame, _head.Preprocessing);
        CheckLength(frame.PictureWidth, frame.PictureHeight, labels);
    }

    /// <summary>Checks the length of a picture's label map.</summary>
    /// <exception cref="ArgumentException">The labels have another length than the picture has pixels.</exception>
    public static void Check(Picture picture, ReadOnlySpan<byte> labels)
    {
        ArgumentNullException.ThrowIfNull(picture);
        CheckLength(picture.Width, picture.Height, labels);
    }

    /// <summary>Makes labels of <see cref="Outputs"/>.</summary>
    /// <exception cref="NotFiniteNumberException">A logit is not finite.</exception>
    public void Decode(PictureFrame frame, Span<byte> labels)
    {
        _cells.Load(_outputs);
        _labels.Fill(frame, labels);
    }

    private static void CheckLength(int width, int height, ReadOnlySpan<byte> labels)
    {
        if (labels.Length != (long)width * height)
        {
            throw new ArgumentException(
                $"A picture of {width} x {height} has {(long)width * height} labels, not {labels.Length}.", nameof(labels));
        }
    }
}
