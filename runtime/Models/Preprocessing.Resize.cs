using Emo.Pictures;
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
        Picture.CheckSide(pictureWidth, nameof(pictureWidth));
        Picture.CheckSide(pictureHeight, nameof(pictureHeight));
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

    /// <summary>Resizes rows to a frame of this input, normalises, and fills what is left right and below with zeros.</summary>
    internal void ApplyRows<TRows>(ref TRows rows, in PictureFrame frame, Span<float> input, ResizeMemory memory)
        where TRows : IPixelRows, allows ref struct
    {
        var sink = new InputSink(this, input, 0, 0, memory);
        sink.FillAround(frame.ResizedWidth, frame.ResizedHeight, black: false);
        LinearResizer.Resize(ref rows, frame.ResizedWidth, frame.ResizedHeight, ref sink, memory);
    }

    /// <summary>Rounded half up; a thread of a picture keeps one pixel of width.</summary>
    private static int FitSide(double side, int inputSide) => Math.Clamp((int)(side + 0.5), 1, inputSide);
}
