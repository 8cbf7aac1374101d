namespace Emo.Codegen.Specs;

/// <summary>What lies between backbone and head. <see cref="Inputs"/> are names of stages in order; the outputs are levels, <c>neck.0</c> and up.</summary>
internal abstract record NeckSpec(EquatableArray<string> Inputs)
{
    public abstract int Levels { get; }
}

/// <summary>
/// mmdetection's <c>SSDNeck</c> with depthwise convolutions: the inputs untouched, then for every extra width a level of half the size: 1x1 to
/// half the width, depthwise 3x3 of stride 2, 1x1 to the width, each with batch norm and activation.
/// </summary>
internal sealed record SsdNeckSpec(EquatableArray<string> Inputs, EquatableArray<int> ExtraWidths, ActivationKind Activation, double NormEpsilon)
    : NeckSpec(Inputs)
{
    public override int Levels => Inputs.Count + ExtraWidths.Count;
}

/// <summary>
/// mmdetection's <c>FPN</c>: a 1x1 lateral of each input to <see cref="Width"/>, from the coarsest down nearest-resized and added to the next finer, a
/// 3x3 for each; then <see cref="ExtraLevels"/> of half the size each by 3x3 convolutions of stride 2, the first from the last input
/// (<c>add_extra_convs='on_input'</c>). All with bias, no norm, no activation.
/// </summary>
internal sealed record FpnNeckSpec(EquatableArray<string> Inputs, int Width, int ExtraLevels) : NeckSpec(Inputs)
{
    public override int Levels => Inputs.Count + ExtraLevels;
}
