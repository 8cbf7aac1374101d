using Emo.Pictures;
using Emo.Pictures.Jpeg;
using Emo.Pictures.Png;
using Emo.Pictures.Resampling;

namespace Emo;

public sealed partial record Preprocessing
{
    /// <summary>
    /// Decodes a PNG or JPEG file and makes a network's input of it: what <see cref="Picture.Decode(ReadOnlySpan{byte}, PictureOptions?)"/>
    /// and <see cref="Apply(Picture, Span{float}, PictureWorkspace?)"/> make together, to the bit unless
    /// <see cref="PictureOptions.ScaledDecoding"/> is set. Rows are resized as they are decoded, and what the resize does not read is not
    /// computed; <see cref="PictureWorkspace"/> says what there is of the picture in memory.
    /// </summary>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="input">Receives 3 x <see cref="InputHeight"/> x <see cref="InputWidth"/> values (CHW; R, G, B).</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="workspace">
    /// Memory to use: once it has grown, JPEG files allocate nothing, and PNG files a few kilobytes. New memory when null.
    /// </param>
    /// <returns>The format, and the size of the upright picture.</returns>
    /// <exception cref="ArgumentException"><paramref name="input"/> has another length.</exception>
    /// <exception cref="PictureException">
    /// The bytes are another format, damaged, cut short or too large. <paramref name="input"/> may be half written then.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another call is using the workspace.</exception>
    public PictureInfo Apply(
        ReadOnlySpan<byte> file, Span<float> input, PictureOptions? options = null, PictureWorkspace? workspace = null) =>
        Apply(file, input, labels: int.MaxValue, options, workspace ?? new PictureWorkspace());

    /// <summary>The same for a caller who has room for so many labels.</summary>
    /// <exception cref="ArgumentException">The picture has more pixels than that; none of them was decoded.</exception>
    internal PictureInfo Apply(
        ReadOnlySpan<byte> file, Span<float> input, int labels, PictureOptions? options, PictureWorkspace workspace)
    {
        CheckInput(input);
        options ??= PictureOptions.Default;
        workspace.Enter();
        try
        {
            if (PngFile.HasSignature(file))
                return ApplyPng(file, input, labels, options, workspace);
            if (JpegFile.HasSignature(file))
                return ApplyJpeg(file, input, labels, options, workspace);
            throw UnknownFormat.Error(file);
        }
        finally
        {
            workspace.Leave();
        }
    }

    private unsafe PictureInfo ApplyPng(
        ReadOnlySpan<byte> file, Span<float> input, int labels, PictureOptions options, PictureWorkspace workspace)
    {
        fixed (byte* start = file)
        {
            using var rows = PngRows.Open(start, file.Length, options, workspace.Png);
            var info = Orientations.Describe(PictureFormat.Png, rows.Width, rows.Height, rows.Orientation);
            CheckLabels(info, labels);
            var source = rows;
            ApplyRows(ref source, info.Width, info.Height, input, workspace.Resize);
            rows.Finish();
            return info;
        }
    }

    private PictureInfo ApplyJpeg(
        ReadOnlySpan<byte> file, Span<float> input, int labels, PictureOptions options, PictureWorkspace workspace)
    {
        var rows = new JpegRows(file, options, workspace.Jpeg);
        var info = Orientations.Describe(PictureFormat.Jpeg, rows.Width, rows.Height, rows.Orientation);
        CheckLabels(info, labels);
        if (options.ScaledDecoding)
            rows.Reduce(ReductionOf(info));
        ApplyRows(ref rows, info.Width, info.Height, input, workspace.Resize);
        rows.Finish();
        return info;
    }

    private static void CheckLabels(PictureInfo picture, int labels)
    {
        long pixels = (long)picture.Width * picture.Height;
        if (labels < pixels)
        {
            throw new ArgumentException(
                $"A picture of {picture.Width} x {picture.Height} has {pixels} labels; there is room for {labels}.", nameof(labels));
        }
    }

    /// <summary>
    /// By which of 1, 2, 4 and 8 a picture can be reduced and still be as large as what it is resized to: the rule of Pillow's
    /// <c>draft</c>.
    /// </summary>
    private int ReductionOf(PictureInfo picture)
    {
        long width = InputWidth, height = InputHeight;
        if (Framing == Framing.Crop)
            (width, height) = CropFrame.ResizedSize(this, picture.Width, picture.Height);
        else if (Framing == Framing.Fit)
            (width, height) = (FrameOf(picture.Width, picture.Height).ResizedWidth, FrameOf(picture.Width, picture.Height).ResizedHeight);
        return Math.Min(picture.Width / Math.Max(width, 1), picture.Height / Math.Max(height, 1)) switch
        {
            >= 8 => 8,
            >= 4 => 4,
            >= 2 => 2,
            _ => 1,
        };
    }
}
