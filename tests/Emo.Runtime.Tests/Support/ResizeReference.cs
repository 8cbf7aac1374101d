namespace Emo.Runtime.Tests.Support;

/// <summary>Pillow's and OpenCV's resizes again, a sample at a time, with a result for each stage.</summary>
internal static class ResizeReference
{
    /// <summary>Pillow's <c>Image.resize</c>.</summary>
    public static Picture Pillow(Picture picture, int width, int height, Interpolation interpolation)
    {
        byte[] narrow = new byte[3 * width * picture.Height];
        for (int x = 0; x < width; x++)
        {
            var (start, weights) = Weights(picture.Width, width, x, interpolation);
            for (int i = 0; i < 3 * picture.Height; i++)
            {
                (int y, int c) = (i / 3, i % 3);
                narrow[(3 * ((y * width) + x)) + c] = Sum(weights, k => picture.Pixels[(3 * ((y * picture.Width) + start + k)) + c]);
            }
        }

        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            var (start, weights) = Weights(picture.Height, height, y, interpolation);
            for (int i = 0; i < 3 * width; i++)
                pixels[(3 * width * y) + i] = Sum(weights, k => narrow[(3 * width * (start + k)) + i]);
        }

        return new Picture(width, height, pixels);
    }

    /// <summary>OpenCV's <c>resize</c> with <c>INTER_LINEAR</c>.</summary>
    public static Picture OpenCv(Picture picture, int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int x, int y, int c) = (i / 3 % width, i / 3 / width, i % 3);
            var (row, upper, lower) = Tap(y, picture.Height, height);
            int Across(int line)
            {
                line = Math.Clamp(line, 0, picture.Height - 1);
                var (column, first, second) = Tap(x, picture.Width, width);
                int left = Math.Clamp(column, 0, picture.Width - 1);
                int right = Math.Clamp(column + 1, 0, picture.Width - 1);
                byte At(int at) => picture.Pixels[(3 * ((line * picture.Width) + at)) + c];
                return (At(left) * first) + (At(right) * second);
            }

            pixels[i] = (byte)((((upper * (Across(row) >> 4)) >> 16) + ((lower * (Across(row + 1) >> 4)) >> 16) + 2) >> 2);
        }

        return new Picture(width, height, pixels);
    }

    private static (int Index, int First, int Second) Tap(int position, int source, int result)
    {
        float place = (float)(((position + 0.5) * (1 / ((double)result / source))) - 0.5);
        int index = (int)MathF.Floor(place);
        float fraction = place - index;
        return (index, (int)MathF.Round((1f - fraction) * 2048), (int)MathF.Round(fraction * 2048));
    }

    private static byte Sum(int[] weights, Func<int, byte> sample)
    {
        long sum = 1 << 21;
        for (int k = 0; k < weights.Length; k++)
            sum += (long)weights[k] * sample(k);
        return (byte)Math.Clamp(sum >> 22, 0, 255);
    }

    private static (int Start, int[] Weights) Weights(int source, int result, int output, Interpolation interpolation)
    {
        double scale = (double)source / result;
        double stretch = Math.Max(scale, 1);
        double support = (interpolation == Interpolation.Bilinear ? 1 : 2) * stretch;
        double center = (output + 0.5) * scale;
        int start = Math.Max(0, (int)(center - support + 0.5));
        int end = Math.Min(source, (int)(center + support + 0.5));
        double[] weights = new double[end - start];
        for (int k = 0; k < weights.Length; k++)
            weights[k] = Filter(Math.Abs((k + start - center + 0.5) * (1 / stretch)), interpolation);
        double sum = 0;
        foreach (double weight in weights)
            sum += weight;
        return (start, [.. weights.Select(w => (int)Math.Round(w / sum * (1 << 22), MidpointRounding.AwayFromZero))]);
    }

    private static double Filter(double x, Interpolation interpolation) => interpolation == Interpolation.Bilinear
        ? Math.Max(0, 1 - x)
        : x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1
        : x < 2 ? (((((x - 5) * x) + 8) * x) - 4) * -0.5
        : 0;
}
