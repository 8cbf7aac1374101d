namespace Emo.Codegen.Planning;

/// <summary>Means over a grid of cells, which may overlap; over a grid of one cell, the global mean.</summary>
internal sealed record AdaptiveMeanStep(string Label, MapView Source, MapView Target) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(AdaptiveMeanStep step);
}
