namespace Emo.Pictures;

/// <summary>
/// Orientations as EXIF numbers them: 1 upright, 2 mirrored, 3 upside down, 4 mirrored upside down; 5 to 8 the same with rows and columns
/// exchanged (6 is the usual portrait photo: stored rows run down the right side). Column and row of an upright pixel are exchanged
/// (5 to 8), then counted from the right, then from the bottom: that is where it is stored.
/// </summary>
internal static class Orientations
{
    public const int Upright = 1;
    public const int Mirrored = 2;

    /// <summary>Whether rows and columns change places.</summary>
    public static bool SwapsSides(int orientation) => orientation >= 5;

    public static bool FromRight(int orientation) => orientation is 2 or 3 or 7 or 8;

    public static bool FromBottom(int orientation) => orientation is 3 or 4 or 6 or 7;

    /// <summary>Turned clockwise by 0 to 3 quarters.</summary>
    public static int Turned(int quarters) => quarters switch { 0 => Upright, 1 => 6, 2 => 3, _ => 8 };

    /// <summary>The orientation of what <paramref name="first"/> shows upright, turned by <paramref name="second"/>.</summary>
    public static int Then(int first, int second)
    {
        bool swaps = SwapsSides(first);
        bool right = FromRight(first) ^ (swaps ? FromBottom(second) : FromRight(second));
        bool bottom = FromBottom(first) ^ (swaps ? FromRight(second) : FromBottom(second));
        return (swaps ^ SwapsSides(second), right, bottom) switch
        {
            (false, false, false) => Upright,
            (false, true, false) => Mirrored,
            (false, true, true) => 3,
            (false, false, true) => 4,
            (true, false, false) => 5,
            (true, false, true) => 6,
            (true, true, true) => 7,
            (true, true, false) => 8,
        };
    }

    /// <summary>The upright size of rows.</summary>
    public static (int Width, int Height) UprightSize<TRows>(ref TRows rows)
        where TRows : IPixelRows, allows ref struct =>
        SwapsSides(rows.Orientation) ? (rows.Height, rows.Width) : (rows.Width, rows.Height);

    /// <summary>Describes a file whose rows are not reduced.</summary>
    public static PictureInfo Describe(PictureFormat format, int width, int height, int orientation) => SwapsSides(orientation)
        ? new PictureInfo(format, height, width, orientation)
        : new PictureInfo(format, width, height, orientation);
}
