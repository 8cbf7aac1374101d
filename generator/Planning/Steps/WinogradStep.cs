using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A dense 3x3 convolution of stride 1 with activation, optionally added to what the target holds, by Winograd's F(2x2, 3x3) (Lavin and
/// Gray, "Fast Algorithms for Convolutional Neural Networks", 2015): of 4x4 inputs and of the 9 taps 16 numbers each are made, whose
/// products are 16 matrix products with 4 multiplications for an output where the taps have 9. 2x2 outputs are a Winograd tile.
/// </summary>
internal sealed record WinogradStep(
    string Label,
    MapView Source,
    MapView Target,
    ActivationKind Activation,
    bool AddToTarget,
    long Weights,
    WinogradScratch Scratch,
    int ScratchBuffer)
    : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target, ScratchBuffer];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(WinogradStep step);
}
