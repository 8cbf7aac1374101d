namespace Emo.Benchmarks.Pictures;

/// <summary>Decoding to a fraction of the size, where a smaller picture suffices.</summary>
internal static class ScaledDecoding
{
    /// <summary>How ours is asked for it.</summary>
    public static PictureOptions Ours { get; } = new() { ScaledDecoding = true };

    /// <summary>The fraction, 1 / result, whose sides are no shorter than the resize target: Pillow's rule for its <c>draft</c>.</summary>
    public static int Scale(PictureCase picture, Preprocessing preprocessing)
    {
        bool turned = picture.Orientation > 4;
        int width = turned ? preprocessing.ResizeHeight : preprocessing.ResizeWidth;
        int height = turned ? preprocessing.ResizeWidth : preprocessing.ResizeHeight;
        int scale = Math.Min(picture.Width / width, picture.Height / height);
        return scale >= 8 ? 8 : scale >= 4 ? 4 : scale >= 2 ? 2 : 1;
    }
}
