namespace Emo.Codegen.Specs;

/// <summary>
/// DeepLabv3, mmsegmentation's <c>ASPPHead</c>: global pooling, a 1x1 for dilation 1 and a 3x3 for every other dilation, each to
/// <c>Width</c>; concatenated, a 3x3 bottleneck to <c>Width</c>, then <c>conv_seg</c>.
/// </summary>
internal sealed record AsppHeadSpec(
    int Classes,
    EquatableArray<string> Labels,
    EquatableArray<int> Palette,
    int Width,
    double NormEpsilon,
    EquatableArray<int> Dilations,
    EquatableArray<string> Inputs = default)
    : SegmenterHeadSpec(Classes, Labels, Palette, Width, NormEpsilon, Inputs)
{
    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps) =>
        AddSize(size, maps[0], joined: (Dilations.Count + 1) * (double)Width, branchTaps: Dilations.Count * 9);

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);
}
