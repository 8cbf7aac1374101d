namespace Emo.Codegen.Specs;

/// <summary>
/// mmdetection's <c>SSDNeck</c> with depthwise convolutions: the inputs untouched, then for every extra width a level of half the
/// size: 1x1 to half the width, depthwise 3x3 of stride 2, 1x1 to the width, each with batch norm and activation.
/// </summary>
internal sealed record SsdNeckSpec(
    EquatableArray<int> Inputs, EquatableArray<int> ExtraWidths, ActivationKind Activation, double NormEpsilon)
    : NeckSpec(Inputs)
{
    public override int Levels => Inputs.Count + ExtraWidths.Count;

    public override bool HasOneWidth => false;

    public override IReadOnlyList<MapSize> AddSize(SizeEstimate size, IReadOnlyList<MapSize> inputs)
    {
        var levels = inputs.ToList();
        foreach (int width in ExtraWidths)
        {
            var half = size.AddConvolution(levels[levels.Count - 1], width / 2, kernelSize: 1).Halved(width / 2);
            levels.Add(size.AddConvolution(half, width, kernelSize: 1));
        }

        return levels;
    }

    public override T Accept<T>(INeckVisitor<T> visitor) => visitor.Visit(this);
}
