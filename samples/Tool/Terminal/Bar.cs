namespace Emo.Tool.Terminal;

/// <summary>Bars of text, in eighths of a column.</summary>
internal static class Bar
{
    private const string Parts = " ▏▎▍▌▋▊▉";

    /// <param name="fraction">From 0 to 1, of the whole width.</param>
    /// <param name="width">In columns; the text has as many.</param>
    public static string Of(double fraction, int width)
    {
        int eighths = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width * 8);
        string bar = new('█', eighths / 8);
        return (eighths % 8 == 0 ? bar : bar + Parts[eighths % 8]).PadRight(width);
    }
}
