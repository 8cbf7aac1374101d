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
        (long width, long height) = ResizedSize(picture.Width, picture.Height);
        (long left, int cropWidth, int padLeft) = Center(width, InputWidth);
        (long top, int cropHeight, int padTop) = Center(height, InputHeight);

        // Only the pixels inside the crop are computed: each is independent of the others.
        Picture crop = Resampler.Resize(
            picture,
            ResampleCoefficients.Compute(picture.Width, width, left, cropWidth, Interpolation),
            ResampleCoefficients.Compute(picture.Height, height, top, cropHeight, Interpolation));
        return cropWidth == InputWidth && cropHeight == InputHeight ? crop : Pad(crop, padLeft, padTop);
    }

    /// <summary>
    /// Makes a network's input of a picture, planar, in single precision. <see cref="Framing.Crop"/>: <see cref="ResizeAndCrop"/>, then
    /// (value / 255 - mean) / std, as torchvision does it. The others: resized bilinearly as OpenCV does it, then (value - mean) * (1 / std) with
    /// mean and std times 255, as mmcv does it.
    /// </summary>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="input">Receives 3 x <see cref="InputHeight"/> x <see cref="InputWidth"/> values (CHW; R, G, B).</param>
    /// <exception cref="ArgumentException"><paramref name="input"/> has another length.</exception>
    public void Apply(Picture picture, Span<float> input)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (input.Length != InputLength)
        {
            throw new ArgumentException(
                $"The input has {Channels} x {InputHeight} x {InputWidth} = {InputLength} values, not {input.Length}.",
                nameof(input));
        }

        if (Framing == Framing.Crop)
            ApplyCrop(picture, input);
        else
            ApplyResize(picture, FrameOf(picture.Width, picture.Height), input, new LinearResizer(InputWidth));
    }

    private void ApplyCrop(Picture picture, Span<float> input)
    {
        ReadOnlySpan<byte> pixels = ResizeAndCrop(picture).Pixels;
        int plane = InputHeight * InputWidth;
        Span<float> values = stackalloc float[256];
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int i = 0; i < values.Length; i++) values[i] = ((i / 255f) - Mean[channel]) / Std[channel];
            Span<float> output = input.Slice(channel * plane, plane);
            for (int i = 0; i < output.Length; i++) output[i] = values[pixels[(Channels * i) + channel]];
        }
    }

    // The smallest size of the picture's shape that covers the resize target; the longer side is rounded down.
    private (long Width, long Height) ResizedSize(long width, long height) =>
        ResizeWidth * height >= ResizeHeight * width
            ? (ResizeWidth, ResizeWidth * height / width)
            : (ResizeHeight * width / height, ResizeHeight);

    // Halves are rounded to even, as Python does.
    private static (long Start, int Length, int Padding) Center(long available, int wanted) => available >= wanted
        ? ((long)Math.Round((available - wanted) / 2.0, MidpointRounding.ToEven), wanted, 0)
        : (0, (int)available, (int)(wanted - available) / 2);

    private Picture Pad(Picture picture, int left, int top)
    {
        byte[] pixels = new byte[InputLength];
        int stride = Channels * picture.Width;
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Pixels.Slice(y * stride, stride).CopyTo(pixels.AsSpan(Channels * (((top + y) * InputWidth) + left)));
        }

        return new Picture(InputWidth, InputHeight, pixels);
    }
}
