namespace Emo.Codegen.Specs;

/// <summary>
/// mmsegmentation's <c>SegformerHead</c>: a 1x1 of each map to <c>Width</c>, resized to the first map's size; concatenated, a 1x1 to
/// <c>Width</c>, then <c>conv_seg</c>.
/// </summary>
internal sealed record SegformerHeadSpec(
    int Classes,
    EquatableArray<string> Labels,
    EquatableArray<int> Palette,
    int Width,
    double NormEpsilon,
    EquatableArray<string> Inputs)
    : SegmenterHeadSpec(Classes, Labels, Palette, Width, NormEpsilon, Inputs)
{
    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps)
    {
        foreach (var map in maps)
            size.AddConvolution(map, Width, kernelSize: 1);
        var joined = size.AddMap(maps[0] with { Channels = maps.Count * (double)Width });
        size.AddConvolution(size.AddConvolution(joined, Width, kernelSize: 1), Classes, kernelSize: 1);
    }

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);
}
