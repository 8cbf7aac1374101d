using System.Globalization;
using Emo.Pictures.Resampling;

namespace Emo;

public sealed partial record Preprocessing
{
    /// <summary>
    /// Where a picture lies in the input. <see cref="Framing.Stretch"/>: it fills it. <see cref="Framing.Fit"/>: resized by the smaller of
    /// <see cref="ResizeWidth"/> / width and <see cref="ResizeHeight"/> / height, each side rounded, as mmcv's <c>imrescale</c> does it.
    /// </summary>
    /// <param name="pictureWidth">Width of the picture in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <param name="pictureHeight">Height of the picture in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range.</exception>
    /// <exception cref="InvalidOperationException">The framing is <see cref="Framing.Crop"/>, of which the input shows a part.</exception>
    public PictureFrame FrameOf(int pictureWidth, int pictureHeight)
    {
        CheckPictureSide(pictureWidth, nameof(pictureWidth));
        CheckPictureSide(pictureHeight, nameof(pictureHeight));
        if (Framing == Framing.Crop)
        {
            throw new InvalidOperationException(
                "A crop shows a part of the picture: boxes and label maps need the framing Stretch or Fit.");
        }

        if (Framing == Framing.Stretch)
            return new PictureFrame(pictureWidth, pictureHeight, InputWidth, InputHeight);

        double scale = Math.Min((double)ResizeWidth / pictureWidth, (double)ResizeHeight / pictureHeight);
        return new PictureFrame(
            pictureWidth, pictureHeight, FitSide(pictureWidth * scale, InputWidth), FitSide(pictureHeight * scale, InputHeight));
    }

    /// <summary>Resizes, normalises, and fills what is left right and below with zeros. Allocates nothing.</summary>
    internal void ApplyResize(Picture picture, in PictureFrame frame, Span<float> input, LinearResizer resizer)
    {
        int plane = InputHeight * InputWidth;
        Span<float> values = stackalloc float[Channels * 256];
        for (int channel = 0; channel < Channels; channel++)
            NormalizedBytes(channel, values.Slice(256 * channel, 256));

        resizer.Begin(picture, frame.ResizedWidth, frame.ResizedHeight);
        for (int y = 0; y < frame.ResizedHeight; y++)
        {
            var row = resizer.Row(y);
            for (int channel = 0; channel < Channels; channel++)
            {
                var output = input.Slice((channel * plane) + (y * InputWidth), InputWidth);
                ReadOnlySpan<float> table = values.Slice(256 * channel, 256);
                for (int x = 0; x < frame.ResizedWidth; x++)
                    output[x] = table[row[(Channels * x) + channel]];
                output[frame.ResizedWidth..].Clear();
            }
        }

        for (int channel = 0; channel < Channels; channel++)
            input.Slice((channel * plane) + (frame.ResizedHeight * InputWidth), (InputHeight - frame.ResizedHeight) * InputWidth).Clear();
    }

    /// <summary>mmcv's <c>imnormalize</c> of every byte: the difference in single, the product with 1 / std in double precision.</summary>
    private void NormalizedBytes(int channel, Span<float> values)
    {
        float mean = (float)(Decimal(Mean[channel]) * 255);
        double inverse = 1 / (double)(float)(Decimal(Std[channel]) * 255);
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)((double)(i - mean) * inverse);
    }

    /// <summary>
    /// The number that was written, not the float nearest to it: 0.224 * 255 is the 57.12 of mmdetection's configurations.
    /// </summary>
    private static double Decimal(float value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, provider: CultureInfo.InvariantCulture);
        return double.Parse(text[..length], CultureInfo.InvariantCulture);
    }

    /// <summary>Rounded half up; a thread of a picture keeps one pixel of width.</summary>
    private static int FitSide(double side, int inputSide) => Math.Clamp((int)(side + 0.5), 1, inputSide);

    private static void CheckPictureSide(int length, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Picture.MaxSide, name);
    }
}
