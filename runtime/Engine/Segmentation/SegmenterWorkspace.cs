using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// What an instance of a segmenter has beside its arena: buffers from the picture to the labels. Made with the instance, so that segmenting
/// allocates nothing but what preprocessing does: see <see cref="PictureWorkspace"/>. Used by generated code only, by the thread that has
/// the instance.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SegmenterWorkspace
{
    private readonly SegmenterHead _head;
    private readonly float[] _input;
    private readonly float[] _outputs;
    private readonly PictureWorkspace _pictures = new();
    private readonly CellMap _cells;
    private readonly LabelMapFiller _labels;

    /// <param name="head">The model's head.</param>
    public SegmenterWorkspace(SegmenterHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _head = head;
        _input = GC.AllocateUninitializedArray<float>(head.Preprocessing.InputLength);
        _outputs = GC.AllocateUninitializedArray<float>(head.ClassCount * head.Height * head.Width);
        _cells = new CellMap(head.ClassCount, head.Height, head.Width);
        _labels = new LabelMapFiller(_cells, head.Preprocessing.InputHeight, head.Preprocessing.InputWidth);
    }

    /// <summary>The preprocessed picture.</summary>
    public Span<float> Input => _input;

    /// <summary>The raw logits.</summary>
    public Span<float> Outputs => _outputs;

    /// <summary>Makes <see cref="Input"/> of a picture.</summary>
    /// <returns>Where the picture lies in it.</returns>
    public PictureFrame Preprocess(PictureView picture)
    {
        _head.Preprocessing.Apply(picture, _input, _pictures);
        return _head.Preprocessing.FrameOf(picture.Width, picture.Height);
    }

    /// <summary>Makes <see cref="Input"/> of a file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="labels">What the labels will be written to.</param>
    /// <param name="options">How to decode.</param>
    /// <param name="picture">Receives the format, and the size of the upright picture.</param>
    /// <returns>Where the picture, upright and in its full size, lies in it.</returns>
    /// <exception cref="ArgumentException">There are fewer labels than the picture has pixels.</exception>
    /// <exception cref="PictureException">The bytes are not a picture that can be decoded.</exception>
    public PictureFrame Preprocess(
        ReadOnlySpan<byte> file, ReadOnlySpan<byte> labels, PictureOptions? options, out PictureInfo picture)
    {
        picture = _head.Preprocessing.Apply(file, _input, labels.Length, options, _pictures);
        return _head.Preprocessing.FrameOf(picture.Width, picture.Height);
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
    /// <exception cref="InvalidOperationException">The view is a default value, which shows nothing.</exception>
    public static void Check(PictureView picture, ReadOnlySpan<byte> labels)
    {
        picture.ThrowIfEmpty();
        CheckLength(picture.Width, picture.Height, labels);
    }

    /// <summary>Makes labels of <see cref="Outputs"/>, as many as the picture has pixels; there may be room for more.</summary>
    /// <exception cref="NotFiniteNumberException">A logit is not finite.</exception>
    public void Decode(PictureFrame frame, Span<byte> labels)
    {
        _cells.Load(_outputs);
        _labels.Fill(frame, labels[..(frame.PictureWidth * frame.PictureHeight)]);
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
