namespace Emo.Codegen.Specs;

/// <summary>Collects boxes around one point, in single precision: left, top, right, bottom of each.</summary>
internal sealed class AnchorBoxes(float center)
{
    private readonly List<float> _sides = [];

    public void Add(float width, float height)
    {
        float halfWidth = (float)(0.5f * width);
        float halfHeight = (float)(0.5f * height);
        _sides.AddRange(
        [
            (float)(center - halfWidth), (float)(center - halfHeight),
            (float)(center + halfWidth), (float)(center + halfHeight),
        ]);
    }

    public EquatableArray<float> ToArray() => _sides.ToEquatableArray();

    /// <summary>Of a rectangle with the area of a square, height over width being the ratio.</summary>
    public static (float Width, float Height) Sides(float size, float ratio)
    {
        float root = (float)Math.Sqrt(ratio);
        float inverse = (float)(1 / root);
        return ((float)(size * inverse), (float)(size * root));
    }
}
