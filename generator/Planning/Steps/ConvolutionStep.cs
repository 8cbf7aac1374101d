using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A dense convolution with activation, optionally added to what the target holds. Taps outside the map are left out, or meet the source's
/// zero cells where it has enough of them.
/// </summary>
internal sealed record ConvolutionStep(
    string Label, MapView Source, MapView Target, ConvolutionGeometry Geometry, ActivationKind Activation, bool AddToTarget, long Weights)
    : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>The taps of a dense convolution: symmetric zero padding on all sides.</summary>
internal sealed record ConvolutionGeometry(int KernelSize, int Stride, int Dilation, int Padding);

internal partial interface IStepVisitor<out T>
{
    T Visit(ConvolutionStep step);
}
