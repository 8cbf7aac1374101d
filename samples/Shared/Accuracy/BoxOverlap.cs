namespace Emo.Samples.Accuracy;

/// <summary>How far two boxes are the same.</summary>
internal static class BoxOverlap
{
    /// <summary>The intersection over the union (IoU): 0 to 1; 0 for two boxes without area.</summary>
    public static double Of(in Detection found, in TrueBox truth)
    {
        double width = Math.Min(found.Right, truth.Right) - (double)Math.Max(found.Left, truth.Left);
        double height = Math.Min(found.Bottom, truth.Bottom) - (double)Math.Max(found.Top, truth.Top);
        double intersection = width > 0 && height > 0 ? width * height : 0;
        double union = Area(found.Left, found.Top, found.Right, found.Bottom)
            + Area(truth.Left, truth.Top, truth.Right, truth.Bottom) - intersection;
        return union > 0 ? intersection / union : 0;
    }

    private static double Area(double left, double top, double right, double bottom) => (right - left) * (bottom - top);
}
