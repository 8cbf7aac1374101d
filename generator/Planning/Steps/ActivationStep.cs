using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// The activation of each value, in place, and then the sum with <see cref="Skip"/>: where a layer norm keeps it from the kernel that made
/// the map.
/// </summary>
internal sealed record ActivationStep(string Label, MapView Map, ActivationKind Activation, MapView? Skip) : Step(Label)
{
    public override IEnumerable<Operand> Operands => Skip is { } skip ? [Map, skip] : [Map];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(ActivationStep step);
}
