namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>Compares pictures, and says where they differ.</summary>
internal static class JpegAssert
{
    public static void SamePixels(Picture expected, Picture actual, string what)
    {
        Assert.True(
            (expected.Width, expected.Height) == (actual.Width, actual.Height),
            $"{what}: {actual.Width} x {actual.Height}, expected {expected.Width} x {expected.Height}");
        int at = expected.Pixels.CommonPrefixLength(actual.Pixels);
        if (at < expected.Pixels.Length)
        {
            Assert.Fail(
                $"{what}: channel {at % 3} of the pixel at {at / 3 % expected.Width}, {at / 3 / expected.Width} is {actual.Pixels[at]}, " +
                $"expected {expected.Pixels[at]}");
        }
    }

    /// <summary>A picture as it is stored, turned upright, pixel by pixel.</summary>
    public static Picture Upright(Picture stored, int orientation)
    {
        int width = orientation > 4 ? stored.Height : stored.Width, height = orientation > 4 ? stored.Width : stored.Height;
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int sx, int sy) = orientation > 4 ? (y, x) : (x, y);
                if (orientation is 2 or 3 or 7 or 8)
                    sx = stored.Width - 1 - sx;
                if (orientation is 3 or 4 or 6 or 7)
                    sy = stored.Height - 1 - sy;
                stored.Pixels.Slice(3 * ((sy * stored.Width) + sx), 3).CopyTo(pixels.AsSpan(3 * ((y * width) + x)));
            }
        }

        return new Picture(width, height, pixels);
    }
}
