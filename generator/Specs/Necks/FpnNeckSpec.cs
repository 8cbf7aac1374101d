namespace Emo.Codegen.Specs;

/// <summary>
/// mmdetection's <c>FPN</c>: a 1x1 lateral of each input to <see cref="Width"/>, from the coarsest down nearest-resized and added to
/// the next finer, a 3x3 for each; then <see cref="ExtraLevels"/> of half the size each by 3x3 convolutions of stride 2, the first
/// from the last input (<c>add_extra_convs='on_input'</c>). All with bias, no norm, no activation.
/// </summary>
internal sealed record FpnNeckSpec(EquatableArray<int> Inputs, int Width, int ExtraLevels) : NeckSpec(Inputs)
{
    public override int Levels => Inputs.Count + ExtraLevels;

    public override bool HasOneWidth => true;

    public override IReadOnlyList<MapSize> AddSize(SizeEstimate size, IReadOnlyList<MapSize> inputs)
    {
        double top = inputs[inputs.Count - 1].Channels;
        var levels = inputs
            .Select(input => size.AddConvolution(size.AddConvolution(input, Width, kernelSize: 1), Width, kernelSize: 3))
            .ToList();
        for (int extra = 0; extra < ExtraLevels; extra++)
        {
            var source = levels[levels.Count - 1].Halved(extra == 0 ? top : Width);
            levels.Add(size.AddConvolution(source, Width, kernelSize: 3));
        }

        return levels;
    }

    public override T Accept<T>(INeckVisitor<T> visitor) => visitor.Visit(this);
}
