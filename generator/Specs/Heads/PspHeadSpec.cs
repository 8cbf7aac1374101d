namespace Emo.Codegen.Specs;

/// <summary>
/// PSPNet, mmsegmentation's <c>PSPHead</c>: the map and its adaptive means to every pool size (1x1 to <c>Width</c>, resized back),
/// concatenated, a 3x3 bottleneck to <c>Width</c>, then <c>conv_seg</c>.
/// </summary>
internal sealed record PspHeadSpec(
    int Classes,
    EquatableArray<string> Labels,
    EquatableArray<int> Palette,
    int Width,
    double NormEpsilon,
    EquatableArray<int> PoolSizes,
    EquatableArray<string> Inputs = default)
    : SegmenterHeadSpec(Classes, Labels, Palette, Width, NormEpsilon, Inputs)
{
    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps)
    {
        var map = maps[0];
        foreach (int pool in PoolSizes)
            size.AddMap(new MapSize(Math.Max(map.Channels, Width), pool, pool));
        AddSize(size, map, joined: map.Channels + (PoolSizes.Count * (double)Width), branchTaps: PoolSizes.Count);
    }

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);
}
