namespace Emo.Codegen.Planning;

/// <summary>The sum of two maps.</summary>
internal sealed record AddStep(string Label, MapView First, MapView Second, MapView Target) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [First, Second, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(AddStep step);
}
