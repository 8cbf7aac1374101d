namespace Emo.Samples.Accuracy;

/// <summary>
/// The score above which boxes of a trained network are shown and counted: <c>docs/detection.md</c> says how it was found.
/// </summary>
public static class ShownScore
{
    /// <summary>Of ssdlite-cells, 0 to 1.</summary>
    public const float Cells = 0.4f;
}
