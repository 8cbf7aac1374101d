using Emo.Pictures;
using Emo.Pictures.Frames;
using Emo.Pictures.Resampling;

namespace Emo;

public sealed partial record Preprocessing
{
    /// <summary>
    /// Resizes a picture so that it just covers <see cref="ResizeWidth"/> x <see cref="ResizeHeight"/> (for a square: its
    /// short side becomes the side, its long side int(side * long / short)), then takes the centre,
    /// <see cref="InputWidth"/> x <see cref="InputHeight"/>. Where the resized picture is smaller than that, it is
    /// padded with black, half on each side, the odd pixel right and below.
    /// </summary>
    /// <param name="picture">A picture of any size.</param>
    /// <returns>A picture of the input's size, the same bytes as from torchvision's Resize and CenterCrop over Pillow.</returns>
    public Picture ResizeAndCrop(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var crop = CropFrame.Of(this, picture.Width, picture.Height);
        byte[] pixels = new byte[InputLength];
        var sink = new PixelSink(pixels, InputWidth, crop.Left, crop.Top);
        var rows = new ViewRows(picture.View, new ViewMemory());
        Resampler.Resize(ref rows, crop.Columns, crop.Rows, Interpolation, ref sink, new ResizeMemory());
        return new Picture(InputWidth, InputHeight, pixels);
    }

    /// <summary>
    /// Makes a network's input of a picture, planar, in single precision. <see cref="Framing.Crop"/>: <see cref="ResizeAndCrop"/>, then
    /// (value / 255 - mean) / std, as torchvision does it. The others: resized bilinearly as OpenCV does it, then normalised as
    /// <see cref="Normalization"/> says, with mean and std times 255.
    /// </summary>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="input">Receives 3 x <see cref="InputHeight"/> x <see cref="InputWidth"/> values (CHW; R, G, B).</param>
    /// <param name="workspace">Memory to use; with it, nothing is allocated once it has grown. New memory when null.</param>
    /// <exception cref="ArgumentException"><paramref name="input"/> has another length.</exception>
    /// <exception cref="InvalidOperationException">Another call is using the workspace.</exception>
    public void Apply(Picture picture, Span<float> input, PictureWorkspace? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Apply(picture.View, input, workspace);
    }

    /// <summary>Makes an input of rows, upright.</summary>
    /// <param name="rows">
    /// The picture, perhaps decoded smaller. A crop is resized as if this were the picture; the others have the frame of the full one.
    /// </param>
    /// <param name="pictureWidth">Width of the full picture, upright.</param>
    /// <param name="pictureHeight">Height of the full picture, upright.</param>
    /// <param name="input">Receives the values.</param>
    /// <param name="memory">Memory to use.</param>
    internal void ApplyRows<TRows>(ref TRows rows, int pictureWidth, int pictureHeight, Span<float> input, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
    {
        CheckInput(input);
        if (Framing == Framing.Crop)
            ApplyCrop(ref rows, input, memory);
        else
            ApplyRows(ref rows, FrameOf(pictureWidth, pictureHeight), input, memory);
    }

    private void CheckInput(ReadOnlySpan<float> input)
    {
        if (input.Length != InputLength)
        {
            throw new ArgumentException(
                $"The input has {Channels} x {InputHeight} x {InputWidth} = {InputLength} values, not {input.Length}.",
                nameof(input));
        }
    }

    private void ApplyCrop<TRows>(ref TRows rows, Span<float> input, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
    {
        (int width, int height) = Orientations.UprightSize(ref rows);
        var crop = CropFrame.Of(this, width, height);
        var sink = new InputSink(this, input, crop.Left, crop.Top, memory);
        sink.FillAround(crop.Columns.Length, crop.Rows.Length, black: true);
        Resampler.Resize(ref rows, crop.Columns, crop.Rows, Interpolation, ref sink, memory);
    }
}
