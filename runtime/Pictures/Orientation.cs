namespace Emo.Pictures;

/// <summary>Turns a picture upright from its EXIF orientation.</summary>
internal static class Orientation
{
    /// <summary>Whether rows and columns change places.</summary>
    public static bool Transposes(int orientation) => orientation >= 5;

    /// <summary>Describes a picture by its size as stored.</summary>
    public static PictureInfo Describe(PictureFormat format, int width, int height, int orientation) => Transposes(orientation)
        ? new PictureInfo(format, height, width, orientation)
        : new PictureInfo(format, width, height, orientation);

    /// <param name="picture">The picture as stored.</param>
    /// <param name="orientation">
    /// 1 upright, 2 mirrored, 3 upside down, 4 mirrored upside down; 5 to 8 the same with rows and columns exchanged
    /// (6 is the usual portrait photo: stored rows run down the right side).
    /// </param>
    public static Picture Apply(Picture picture, int orientation)
    {
        if (orientation == ExifOrientation.Upright)
            return picture;

        bool transposed = Transposes(orientation);
        (int width, int height) = transposed ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        bool fromRight = orientation is 2 or 3 or 7 or 8;
        bool fromBottom = orientation is 3 or 4 or 6 or 7;

        var source = picture.Pixels;
        byte[] pixels = new byte[source.Length];
        int to = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, to += 3)
            {
                (int column, int row) = transposed ? (y, x) : (x, y);
                if (fromRight)
                    column = picture.Width - 1 - column;
                if (fromBottom)
                    row = picture.Height - 1 - row;
                source.Slice(3 * ((row * picture.Width) + column), 3).CopyTo(pixels.AsSpan(to));
            }
        }

        return new Picture(width, height, pixels);
    }
}
