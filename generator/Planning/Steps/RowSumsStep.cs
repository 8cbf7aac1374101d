namespace Emo.Codegen.Planning;

/// <summary>Each channel's sum over each row, the first level of a mean.</summary>
internal sealed record RowSumsStep(string Label, MapView Source, int Target) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(RowSumsStep step);
}
