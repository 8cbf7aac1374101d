using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A 1x1 convolution, with activation, optionally added to <see cref="Skip"/>, a map like the target or the target itself; with
/// <see cref="ActivatesSum"/> before the activation. <see cref="WeightsBuffer"/> is set when the weights were rescaled into the arena.
/// </summary>
internal sealed record PointwiseStep(
    string Label,
    MapView Source,
    MapView Target,
    ActivationKind Activation,
    MapView? Skip,
    long Weights,
    int? WeightsBuffer,
    bool ActivatesSum = false) : Step(Label)
{
    public override IEnumerable<Operand> Operands
    {
        get
        {
            yield return Source;
            yield return Target;
            if (Skip is { } skip)
                yield return skip;
            if (WeightsBuffer is { } weights)
                yield return weights;
        }
    }

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(PointwiseStep step);
}
