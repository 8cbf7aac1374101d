namespace Emo.Pictures.Png;

/// <summary>
/// One pass over the picture: the pixels at (<paramref name="Left"/> + i * <paramref name="StepX"/>,
/// <paramref name="Top"/> + j * <paramref name="StepY"/>), <paramref name="Width"/> x <paramref name="Height"/> of them.
/// </summary>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY, int Width, int Height)
{
    // The seven passes of Adam7 over each 8 x 8 tile.
    private static readonly (int Left, int Top, int StepX, int StepY)[] s_adam7 =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    /// <summary>The passes in file order, without the empty ones; a single one when not interlaced.</summary>
    public static List<PngPass> Of(PngHeader header)
    {
        if (!header.Interlaced)
            return [new PngPass(0, 0, 1, 1, header.Width, header.Height)];

        var passes = new List<PngPass>(s_adam7.Length);
        foreach ((int left, int top, int stepX, int stepY) in s_adam7)
        {
            int width = (header.Width - left + stepX - 1) / stepX;
            int height = (header.Height - top + stepY - 1) / stepY;
            if (width > 0 && height > 0)
                passes.Add(new PngPass(left, top, stepX, stepY, width, height));
        }

        return passes;
    }
}
