namespace Emo.Samples.Accuracy;

/// <summary>How far two boxes are the same.</summary>
internal static class BoxOverlap
{
    /// <summary>The intersection over the union (IoU): 0 to 1; 0 for two boxes without area.</summary>
    public static double Of(in Detection found, in TrueBox truth) =>
        new TrueBox(found.Left, found.Top, found.Right, found.Bottom, found.ClassIndex).Overlap(truth);
}
