namespace Emo.Pictures.Resampling;

/// <summary>How the axes of the stored rows lie in the upright picture.</summary>
/// <param name="Transposed">Stored rows are upright columns.</param>
/// <param name="FromRight">The stored horizontal axis runs against the upright one that it is.</param>
/// <param name="FromBottom">The stored vertical axis runs against the upright one that it is.</param>
internal readonly record struct StoredOrientation(bool Transposed, bool FromRight, bool FromBottom)
{
    /// <param name="orientation">1 to 8, as EXIF numbers it.</param>
    public static StoredOrientation Of(int orientation) => new(
        Orientations.SwapsSides(orientation), Orientations.FromRight(orientation), Orientations.FromBottom(orientation));
}
