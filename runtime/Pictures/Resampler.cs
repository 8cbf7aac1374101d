namespace Emo;

/// <summary>
/// Pillow's resampling (<c>src/libImaging/Resample.c</c>) for 8-bit pictures: coefficients in double, then in fixed point of
/// 22 bits; a horizontal and a vertical pass, each rounded to 8 bits; a pass that would change nothing is left out.
/// </summary>
internal static class Resampler
{
    private const int PrecisionBits = 32 - 8 - 2;

    public static Picture Resize(Picture picture, int width, int height, Interpolation interpolation)
    {
        if (width != picture.Width)
            picture = ResizeRows(picture, ResampleWeights.Create(picture.Width, width, interpolation));
        if (height != picture.Height)
            picture = ResizeColumns(picture, ResampleWeights.Create(picture.Height, height, interpolation));
        return picture;
    }

    private static Picture ResizeRows(Picture picture, ResampleWeights weights)
    {
        int width = weights.Size;
        byte[] pixels = new byte[3 * width * picture.Height];
        for (int y = 0; y < picture.Height; y++)
        {
            var row = picture.Pixels.Slice(3 * y * picture.Width, 3 * picture.Width);
            for (int x = 0; x < width; x++)
            {
                var (first, factors) = weights[x];
                var (red, green, blue) = (1 << (PrecisionBits - 1), 1 << (PrecisionBits - 1), 1 << (PrecisionBits - 1));
                for (int i = 0; i < factors.Length; i++)
                {
                    int source = 3 * (first + i);
                    red += row[source] * factors[i];
                    green += row[source + 1] * factors[i];
                    blue += row[source + 2] * factors[i];
                }

                int target = 3 * ((y * width) + x);
                pixels[target] = Clip(red);
                pixels[target + 1] = Clip(green);
                pixels[target + 2] = Clip(blue);
            }
        }

        return new Picture(width, picture.Height, pixels);
    }

    private static Picture ResizeColumns(Picture picture, ResampleWeights weights)
    {
        int stride = 3 * picture.Width;
        byte[] pixels = new byte[stride * weights.Size];
        int[] sums = new int[stride];
        for (int y = 0; y < weights.Size; y++)
        {
            var (first, factors) = weights[y];
            Array.Fill(sums, 1 << (PrecisionBits - 1));
            for (int i = 0; i < factors.Length; i++)
            {
                var row = picture.Pixels.Slice((first + i) * stride, stride);
                for (int x = 0; x < sums.Length; x++)
                    sums[x] += row[x] * factors[i];
            }

            for (int x = 0; x < sums.Length; x++)
                pixels[(y * stride) + x] = Clip(sums[x]);
        }

        return new Picture(picture.Width, weights.Size, pixels);
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> PrecisionBits, 0, 255);
}
