namespace Emo.Pictures.Resampling;

/// <summary>How the axes of the stored rows lie in the upright picture.</summary>
/// <param name="Transposed">Stored rows are upright columns.</param>
/// <param name="FromRight">The stored horizontal axis runs against the upright one that it is.</param>
/// <param name="FromBottom">The stored vertical axis runs against the upright one that it is.</param>
internal readonly record struct StoredOrientation(bool Transposed, bool FromRight, bool FromBottom)
{
    /// <param name="orientation">1 to 8, as EXIF numbers it.</param>
    public static StoredOrientation Of(int orientation) =>
        new(orientation >= 5, orientation is 2 or 3 or 7 or 8, orientation is 3 or 4 or 6 or 7);

    /// <summary>The upright size of rows.</summary>
    public static (int Width, int Height) UprightSize<TRows>(ref TRows rows)
        where TRows : IPixelRows, allows ref struct =>
        rows.Orientation >= 5 ? (rows.Height, rows.Width) : (rows.Width, rows.Height);
}
