namespace Emo.Pictures;

/// <summary>The rows of a decoded picture, which is upright.</summary>
internal struct PictureRows(Picture picture) : IPixelRows
{
    private int _left;
    private int _width = picture.Width;

    public readonly int Width => picture.Width;

    public readonly int Height => picture.Height;

    public readonly int Orientation => ExifOrientation.Upright;

    public void Select(int left, int top, int width, int height) => (_left, _width) = (left, width);

    public readonly ReadOnlySpan<byte> Row(int y) => picture.Pixels.Slice(3 * ((y * picture.Width) + _left), 3 * _width);
}
