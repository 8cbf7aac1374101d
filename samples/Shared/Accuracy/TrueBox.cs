namespace Emo.Samples.Accuracy;

/// <summary>An object that is there, as whoever annotated the picture drew it.</summary>
/// <param name="Left">In pixels, as a detection's.</param>
/// <param name="Top">In pixels.</param>
/// <param name="Right">In pixels, larger than <paramref name="Left"/>.</param>
/// <param name="Bottom">In pixels, larger than <paramref name="Top"/>.</param>
/// <param name="ClassIndex">Which class it is of, from 0.</param>
public readonly record struct TrueBox(float Left, float Top, float Right, float Bottom, int ClassIndex)
{
    public float Area => (Right - Left) * (Bottom - Top);

    /// <summary>The intersection over the union (IoU) with another box, whatever its class: 0 to 1; 0 for two boxes without area.</summary>
    public double Overlap(in TrueBox other)
    {
        double width = Math.Min(Right, other.Right) - (double)Math.Max(Left, other.Left);
        double height = Math.Min(Bottom, other.Bottom) - (double)Math.Max(Top, other.Top);
        double common = width > 0 && height > 0 ? width * height : 0;
        double union = AreaOf(this) + AreaOf(other) - common;
        return union > 0 ? common / union : 0;
    }

    private static double AreaOf(in TrueBox box) => ((double)box.Right - box.Left) * ((double)box.Bottom - box.Top);
}
