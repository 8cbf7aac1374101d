using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>A map resized to the target's size, optionally added to what the target holds.</summary>
internal sealed record ResizeStep(string Label, MapView Source, MapView Target, ResizeKind Kind, bool AddToTarget) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(ResizeStep step);
}
