namespace Emo.Pictures.Resampling;

/// <summary>
/// torchvision's Resize and CenterCrop over Pillow: where the crop's pixels lie in the resized picture. Where that is smaller than the
/// crop, it is padded with black.
/// </summary>
/// <param name="Columns">The columns of the resized picture that the crop has.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Left">Columns of padding before them.</param>
/// <param name="Top">Rows of padding above them.</param>
internal readonly record struct CropFrame(AxisWindow Columns, AxisWindow Rows, int Left, int Top)
{
    /// <param name="preprocessing">The resize target, and the crop.</param>
    /// <param name="width">The upright picture's width.</param>
    /// <param name="height">The upright picture's height.</param>
    public static CropFrame Of(Preprocessing preprocessing, int width, int height)
    {
        (long resizedWidth, long resizedHeight) = ResizedSize(preprocessing, width, height);
        (var columns, int left) = Center(resizedWidth, preprocessing.InputWidth);
        (var rows, int top) = Center(resizedHeight, preprocessing.InputHeight);
        return new CropFrame(columns, rows, left, top);
    }

    // The smallest size of the picture's shape that covers the resize target; the longer side is rounded down.
    private static (long Width, long Height) ResizedSize(Preprocessing target, long width, long height) =>
        target.ResizeWidth * height >= target.ResizeHeight * width
            ? (target.ResizeWidth, target.ResizeWidth * height / width)
            : (target.ResizeHeight * width / height, target.ResizeHeight);

    // Halves are rounded to even, as Python does.
    private static (AxisWindow Window, int Padding) Center(long available, int wanted) => available >= wanted
        ? (new AxisWindow(available, (long)Math.Round((available - wanted) / 2.0, MidpointRounding.ToEven), wanted), 0)
        : (new AxisWindow(available, 0, (int)available), (int)(wanted - available) / 2);
}
