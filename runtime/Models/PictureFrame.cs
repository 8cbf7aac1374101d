namespace Emo;

/// <summary>
/// Where a picture lies in a network's input: it was resized from its own size and starts at the input's top left. mmdetection's
/// <c>ori_shape</c> and <c>img_shape</c>; <c>scale_factor</c> is the one divided by the other.
/// </summary>
/// <param name="PictureWidth">Width of the picture in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
/// <param name="PictureHeight">Height of the picture in pixels, 1 to <see cref="Picture.MaxSide"/>.</param>
/// <param name="ResizedWidth">Width that the picture has in the input, in pixels, 1 to the input's width.</param>
/// <param name="ResizedHeight">Height that the picture has in the input, in pixels, 1 to the input's height.</param>
public readonly record struct PictureFrame(int PictureWidth, int PictureHeight, int ResizedWidth, int ResizedHeight)
{
    /// <summary>Input pixels a picture pixel, across.</summary>
    public float ScaleX => (float)((double)ResizedWidth / PictureWidth);

    /// <summary>Input pixels a picture pixel, down.</summary>
    public float ScaleY => (float)((double)ResizedHeight / PictureHeight);

    /// <summary>Both sizes, such as <c>640x427 resized to 320x214</c>.</summary>
    public override string ToString() => $"{PictureWidth}x{PictureHeight} resized to {ResizedWidth}x{ResizedHeight}";

    /// <exception cref="ArgumentException">A size is out of range.</exception>
    internal static void Check(PictureFrame frame, Preprocessing preprocessing)
    {
        bool fits =
            IsSide(frame.PictureWidth, Picture.MaxSide) && IsSide(frame.PictureHeight, Picture.MaxSide) &&
            IsSide(frame.ResizedWidth, preprocessing.InputWidth) && IsSide(frame.ResizedHeight, preprocessing.InputHeight);
        if (!fits)
        {
            throw new ArgumentException(
                $"The frame says that a picture of {frame.PictureWidth} x {frame.PictureHeight} " +
                $"was resized to {frame.ResizedWidth} x {frame.ResizedHeight}; " +
                $"the input has {preprocessing.InputWidth} x {preprocessing.InputHeight} pixels, and every side at least 1.",
                nameof(frame));
        }
    }

    private static bool IsSide(int length, int maximum) => length >= 1 && length <= maximum;
}
