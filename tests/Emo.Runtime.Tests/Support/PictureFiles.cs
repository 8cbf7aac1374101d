namespace Emo.Runtime.Tests.Support;

/// <summary>The pictures in tests/data, which the build copies beside the tests.</summary>
internal static class PictureFiles
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", "pictures", name);

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public static Picture Open(string name) => Picture.Open(PathOf(name));

    /// <summary>A gradient with some texture, so that neighbours, rows and channels all differ.</summary>
    public static Picture Synthetic(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((i * 7) + (i / 3 * 29) + (i / (3 * width) * 13));
        return new Picture(width, height, pixels);
    }

    /// <summary>Noise, the same from opencv.py beside the pictures.</summary>
    public static Picture Noise(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        uint state = (uint)((width * 65537) + height);
        for (int i = 0; i < pixels.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            pixels[i] = (byte)(state >> 24);
        }

        return new Picture(width, height, pixels);
    }

    public static double MeanDifference(Picture a, Picture b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        long sum = 0;
        for (int i = 0; i < a.Pixels.Length; i++)
            sum += Math.Abs(a.Pixels[i] - b.Pixels[i]);
        return (double)sum / a.Pixels.Length;
    }
}
