using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A depthwise convolution with activation, optionally plus its input (the inner skip). The source has at least its padding in zero cells.
/// </summary>
internal sealed record DepthwiseStep(
    string Label, MapView Source, MapView Target, DepthwiseGeometry Geometry, ActivationKind Activation, bool AddSource, long Weights)
    : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The taps of a depthwise convolution, and the zero cells that it needs at both ends of a row.</summary>
internal sealed record DepthwiseGeometry(int KernelSize, int Stride, int Padding);

internal partial interface IStepVisitor<out T>
{
    T Visit(DepthwiseStep step);
}
