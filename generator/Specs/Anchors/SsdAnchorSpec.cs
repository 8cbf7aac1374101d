namespace Emo.Codegen.Specs;

/// <summary>
/// mmdetection's <c>SSDAnchorGenerator</c> (scale_major False), sizes in pixels: per level a square of the minimum, a square of
/// sqrt(min * max), then the minimum with every ratio and its inverse.
/// </summary>
internal sealed record SsdAnchorSpec(
    EquatableArray<int> Strides, EquatableArray<int> MinSizes, EquatableArray<int> MaxSizes, EquatableArray<EquatableArray<int>> Ratios)
    : AnchorSpec(Strides)
{
    public override int PerCell(int level) => 2 + (2 * Ratios[level].Count);

    /// <summary>
    /// Around the middle of the cell: the minimum, the mean of minimum and maximum, the minimum with each ratio's inverse and ratio.
    /// </summary>
    public override EquatableArray<float> AtFirstCell(int level)
    {
        float minimum = MinSizes[level];
        float meanScale = (float)Math.Sqrt((double)MaxSizes[level] / MinSizes[level]);
        var anchors = new AnchorBoxes(center: Strides[level] / 2f);
        anchors.Add(minimum, minimum);
        anchors.Add((float)(minimum * meanScale), (float)(minimum * meanScale));
        foreach (int ratio in Ratios[level])
        {
            AddRatio(anchors, minimum, (float)(1.0 / ratio));
            AddRatio(anchors, minimum, ratio);
        }

        return anchors.ToArray();
    }

    private static void AddRatio(AnchorBoxes anchors, float size, float ratio)
    {
        var (width, height) = AnchorBoxes.Sides(size, ratio);
        anchors.Add(width, height);
    }
}
