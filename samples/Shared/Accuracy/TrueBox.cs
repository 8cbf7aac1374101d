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
}
