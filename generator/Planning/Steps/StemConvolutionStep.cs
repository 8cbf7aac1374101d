using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>The stem's dense convolution, from padded planar lines, with activation.</summary>
internal sealed record StemConvolutionStep(
    string Label, int Source, PaddedInput Lines, long Weights, MapView Target, ActivationKind Activation) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(StemConvolutionStep step);
}
