namespace Emo.Runtime.Tests.Support;

/// <summary>Pictures as EXIF orientations turn them, pixel by pixel.</summary>
internal static class Upright
{
    /// <param name="stored">The picture as stored.</param>
    /// <param name="orientation">1 to 8.</param>
    public static Picture Of(Picture stored, int orientation)
    {
        (int width, int height) = orientation >= 5 ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int column, int row) = orientation >= 5 ? (y, x) : (x, y);
                if (orientation is 2 or 3 or 7 or 8)
                    column = stored.Width - 1 - column;
                if (orientation is 3 or 4 or 6 or 7)
                    row = stored.Height - 1 - row;
                stored.Pixels.Slice(3 * ((row * stored.Width) + column), 3).CopyTo(pixels.AsSpan(3 * ((y * width) + x)));
            }
        }

        return new Picture(width, height, pixels);
    }
}
