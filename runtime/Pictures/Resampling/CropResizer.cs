namespace Emo.Pictures.Resampling;

/// <summary>
/// torchvision's Resize and CenterCrop over Pillow, a row at a time from the top: only the pixels inside the crop are computed, and no
/// picture is made of them. Where the resized picture is smaller than the crop, it is padded with black.
/// </summary>
internal sealed class CropResizer
{
    private readonly Resampler _resampler;
    private readonly byte[] _row;
    private readonly Axis _columns;
    private readonly Axis _rows;
    private int _next;

    public CropResizer(Preprocessing preprocessing, Picture picture)
    {
        (long width, long height) = ResizedSize(preprocessing, picture.Width, picture.Height);
        _columns = Axis.Center(width, preprocessing.InputWidth);
        _rows = Axis.Center(height, preprocessing.InputHeight);
        _row = new byte[Preprocessing.Channels * preprocessing.InputWidth];
        _resampler = new Resampler(
            picture,
            ResampleCoefficients.Compute(picture.Width, width, _columns.Start, _columns.Length, preprocessing.Interpolation),
            ResampleCoefficients.Compute(picture.Height, height, _rows.Start, _rows.Length, preprocessing.Interpolation));
    }

    /// <summary>The next row of the crop, RGB, valid until the next call.</summary>
    public ReadOnlySpan<byte> NextRow()
    {
        int y = _next++ - _rows.Padding;
        if (y >= 0 && y < _rows.Length)
            _resampler.Row(y, _row.AsSpan(Preprocessing.Channels * _columns.Padding, Preprocessing.Channels * _columns.Length));
        else
            _row.AsSpan().Clear();
        return _row;
    }

    // The smallest size of the picture's shape that covers the resize target; the longer side is rounded down.
    private static (long Width, long Height) ResizedSize(Preprocessing target, long width, long height) =>
        target.ResizeWidth * height >= target.ResizeHeight * width
            ? (target.ResizeWidth, target.ResizeWidth * height / width)
            : (target.ResizeHeight * width / height, target.ResizeHeight);

    /// <summary>What a crop has of one dimension of the resized picture, from where, behind how much padding.</summary>
    private readonly record struct Axis(long Start, int Length, int Padding)
    {
        // Halves are rounded to even, as Python does.
        public static Axis Center(long available, int wanted) => available >= wanted
            ? new Axis((long)Math.Round((available - wanted) / 2.0, MidpointRounding.ToEven), wanted, 0)
            : new Axis(0, (int)available, (int)(wanted - available) / 2);
    }
}
