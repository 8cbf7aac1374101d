namespace Emo.Codegen.Planning;

/// <summary>Normalises each cell, or copies it where there is no norm, into window-major token order; padded tokens become zero.</summary>
internal sealed record WindowPartitionStep(string Label, MapView Source, MapView Target, WindowGrid Grid, CellNorm? Norm, long Weights)
    : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(WindowPartitionStep step);
}
