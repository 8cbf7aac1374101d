namespace Emo.Codegen.Specs;

/// <summary>
/// Semantic FPN, mmsegmentation's <c>FPNHead</c>. Of each map 3x3 convolutions to <c>Width</c>, each followed by a resize to twice the
/// size, as many as halve its stride (<see cref="Strides"/>, upstream's <c>feature_strides</c>) down to that of the first, which has one
/// and no resize; each result resized to the first one's size; their sum; then <c>conv_seg</c>.
/// </summary>
internal sealed record FpnHeadSpec(
    int Classes,
    EquatableArray<string> Labels,
    EquatableArray<int> Palette,
    int Width,
    double NormEpsilon,
    EquatableArray<int> Strides,
    EquatableArray<string> Inputs)
    : SegmenterHeadSpec(Classes, Labels, Palette, Width, NormEpsilon, Inputs)
{
    /// <summary>How often a map is doubled; its convolutions are as many, and at least one.</summary>
    public int Doublings(int map)
    {
        int doublings = 0;
        for (int ratio = Strides[map] / Strides[0]; ratio > 1; ratio /= 2)
            doublings++;
        return doublings;
    }

    public override void AddSize(SizeEstimate size, IReadOnlyList<MapSize> maps)
    {
        for (int i = 0; i < maps.Count; i++)
        {
            var map = size.AddConvolution(maps[i], Width, kernelSize: 3);
            for (int doubling = 1; doubling <= Doublings(i); doubling++)
            {
                map = size.AddMap(map with { Height = 2 * map.Height, Width = 2 * map.Width });
                if (doubling < Doublings(i))
                    map = size.AddConvolution(map, Width, kernelSize: 3);
            }
        }

        size.AddConvolution(maps[0] with { Channels = Width }, Classes, kernelSize: 1);
    }

    public override T Accept<T>(IHeadVisitor<T> visitor) => visitor.Visit(this);
}
