namespace Emo.Train.Data;

/// <summary>
/// A random change of brightness, contrast, saturation, hue and the white point: for each picture one affine map of its colours, rounded to
/// 8 bits, since the network gets 8-bit pictures.
/// </summary>
internal sealed class ColourChange
{
    private readonly double _brightness;
    private readonly double _contrast;
    private readonly double _saturation;
    private readonly double _hue;
    private readonly double[] _shift;

    private ColourChange(Random random, double strength)
    {
        _brightness = Factor(random, strength, 0.75, 1.25);
        _contrast = Factor(random, strength, 0.7, 1.3);
        _saturation = Factor(random, strength, 0.6, 1.4);
        _hue = strength * CropArea.Between(random, -0.12, 0.12);
        _shift = [.. Enumerable.Range(0, 3).Select(_ => strength * CropArea.Between(random, -12.75, 12.75))];
    }

    /// <param name="random">Gives the change.</param>
    /// <param name="strength">
    /// 0 for none, 1 for the usual ones: brightness 0.75 to 1.25, contrast 0.7 to 1.3, saturation 0.6 to 1.4, hue by 7 degrees, each
    /// channel by 5 % of white.
    /// </param>
    public static ColourChange Random(Random random, double strength) => new(random, strength);

    /// <summary>Copies a part of a picture with other colours.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="area">Its part.</param>
    /// <param name="pixels">Receives the part, 3 bytes a pixel.</param>
    public void Apply(Picture picture, CropArea area, Span<byte> pixels)
    {
        Copy(picture, area, pixels);
        Span<double> map = stackalloc double[12];
        MakeMap(Means(pixels), map);
        double rr = map[0], rg = map[1], rb = map[2], r1 = map[3];
        double gr = map[4], gg = map[5], gb = map[6], g1 = map[7];
        double br = map[8], bg = map[9], bb = map[10], b1 = map[11];
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            double r = pixels[i], g = pixels[i + 1], b = pixels[i + 2];
            pixels[i] = Byte((rr * r) + (rg * g) + (rb * b) + r1);
            pixels[i + 1] = Byte((gr * r) + (gg * g) + (gb * b) + g1);
            pixels[i + 2] = Byte((br * r) + (bg * g) + (bb * b) + b1);
        }
    }

    /// <summary>Copies a part of a picture as it is.</summary>
    public static void Copy(Picture picture, CropArea area, Span<byte> pixels)
    {
        for (int y = 0; y < area.Height; y++)
        {
            picture.Pixels.Slice(3 * (((area.Top + y) * picture.Width) + area.Left), 3 * area.Width)
                .CopyTo(pixels[(3 * area.Width * y)..]);
        }
    }

    /// <summary>
    /// Three rows of four: the colour times the brightness, away from its mean by the contrast, away from its grey by the saturation,
    /// turned about the axis of greys, shifted.
    /// </summary>
    private void MakeMap(ReadOnlySpan<double> means, Span<double> map)
    {
        // A turn about (1, 1, 1): v cos + (k x v) sin + k (k . v)(1 - cos), and saturation scales what is not along it.
        double along = 1 / 3.0, cos = _saturation * Math.Cos(_hue), sin = _saturation * Math.Sin(_hue) / Math.Sqrt(3);
        ReadOnlySpan<double> turn =
        [
            along + (2 * along * cos), along - (along * cos) - sin, along - (along * cos) + sin,
            along - (along * cos) + sin, along + (2 * along * cos), along - (along * cos) - sin,
            along - (along * cos) - sin, along - (along * cos) + sin, along + (2 * along * cos),
        ];
        for (int row = 0; row < 3; row++)
        {
            double constant = _shift[row];
            for (int column = 0; column < 3; column++)
            {
                double factor = turn[(3 * row) + column];
                map[(4 * row) + column] = factor * _contrast * _brightness;
                constant += factor * (1 - _contrast) * _brightness * means[column];
            }

            map[(4 * row) + 3] = constant;
        }
    }

    private static double[] Means(ReadOnlySpan<byte> pixels)
    {
        long r = 0, g = 0, b = 0;
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            r += pixels[i];
            g += pixels[i + 1];
            b += pixels[i + 2];
        }

        double count = pixels.Length / 3;
        return [r / count, g / count, b / count];
    }

    private static double Factor(Random random, double strength, double least, double most) =>
        1 + (strength * (CropArea.Between(random, least, most) - 1));

    private static byte Byte(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}
