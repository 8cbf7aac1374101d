namespace Emo.Pictures.Frames;

/// <summary>
/// Orientations as EXIF numbers them, 1 to 8, and how one follows another. Column and row of an upright pixel are exchanged (5 to 8),
/// then counted from the right, then from the bottom: that is where it is stored.
/// </summary>
internal static class FrameOrientation
{
    public const int Upright = 1;
    public const int Mirrored = 2;

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
}
