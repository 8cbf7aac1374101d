namespace Emo.Train.Data;

/// <summary>A part of a picture, in its pixels.</summary>
internal readonly record struct CropArea(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;

    public static CropArea Whole(int width, int height) => new(0, 0, width, height);

    /// <summary>
    /// A random part with a random shape near the given one. Its sides are those of the largest part of that shape, times a scale, times
    /// and divided by a stretch.
    /// </summary>
    /// <param name="random">Gives scale, stretch and place, in this order.</param>
    /// <param name="picture">Width and height of the picture.</param>
    /// <param name="shape">Width over height of the part without stretch.</param>
    /// <param name="leastScale">The smallest scale, above 0; the largest is 1.</param>
    /// <param name="stretch">The largest natural logarithm of the stretch.</param>
    public static CropArea Random(Random random, (int Width, int Height) picture, double shape, double leastScale, double stretch)
    {
        double scale = Between(random, leastScale, 1), factor = Math.Exp(Between(random, -stretch, stretch));
        double width = Math.Min(picture.Width, picture.Height * shape), height = Math.Min(picture.Height, picture.Width / shape);
        int partWidth = Math.Clamp((int)Math.Round(width * scale / factor), 1, picture.Width);
        int partHeight = Math.Clamp((int)Math.Round(height * scale * factor), 1, picture.Height);
        int left = random.Next(picture.Width - partWidth + 1);
        int top = random.Next(picture.Height - partHeight + 1);
        return new CropArea(left, top, partWidth, partHeight);
    }

    public static double Between(Random random, double least, double most) => least + ((most - least) * random.NextDouble());
}
