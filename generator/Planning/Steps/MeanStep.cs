namespace Emo.Codegen.Planning;

/// <summary>From the sums of a map's rows to the means of its channels: in two levels, for accuracy.</summary>
internal sealed record MeanStep(string Label, int RowSums, int Target, MapLayout Map) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [RowSums, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(MeanStep step);
}
