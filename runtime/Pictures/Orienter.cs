namespace Emo;

/// <summary>Turns and mirrors a picture as the EXIF orientation of its camera says.</summary>
internal static class Orienter
{
    /// <param name="picture">The picture as stored.</param>
    /// <param name="orientation">1 to 8; 1 is upright.</param>
    public static Picture Apply(Picture picture, int orientation)
    {
        if (orientation == 1)
            return picture;
        bool swapsSides = orientation >= 5;
        int width = swapsSides ? picture.Height : picture.Width;
        int height = swapsSides ? picture.Width : picture.Height;
        byte[] pixels = new byte[3 * width * height];
        var source = picture.Pixels;
        for (int y = 0, target = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, target += 3)
            {
                var (sourceX, sourceY) = Source(orientation, x, y, picture.Width - 1, picture.Height - 1);
                source.Slice(3 * ((sourceY * picture.Width) + sourceX), 3).CopyTo(pixels.AsSpan(target));
            }
        }

        return new Picture(width, height, pixels);
    }

    /// <summary>Where the pixel shown at (x, y) is stored.</summary>
    private static (int X, int Y) Source(int orientation, int x, int y, int right, int bottom) => orientation switch
    {
        2 => (right - x, y),
        3 => (right - x, bottom - y),
        4 => (x, bottom - y),
        5 => (y, x),
        6 => (y, bottom - x),
        7 => (right - y, bottom - x),
        8 => (right - y, x),
        _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "orientations are 1 to 8"),
    };
}
