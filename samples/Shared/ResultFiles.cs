namespace Emo.Samples;

/// <summary>
/// What the names of files end in that samples write beside a picture, <c>cat.detected.png</c>. None of them ends as the masks that
/// people make do, <c>cat.mask.png</c>: a result must never replace the truth.
/// </summary>
public static class ResultFiles
{
    /// <summary>The picture with boxes; png or jpg follows.</summary>
    public const string Detected = "detected.";

    /// <summary>The picture under the colours of its classes; png or jpg follows.</summary>
    public const string Segmented = "segmented.";

    /// <summary>The class of each pixel.</summary>
    public const string Labels = "labels.png";

    private static readonly string[] s_endings = [".detected", ".segmented", ".labels", ".mask"];

    /// <summary>A file that was written for a picture, by a sample or as its mask, and is no picture to look at itself.</summary>
    public static bool IsOne(string path) =>
        s_endings.Contains(Path.GetExtension(Path.GetFileNameWithoutExtension(path)), StringComparer.OrdinalIgnoreCase);
}
