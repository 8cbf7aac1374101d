namespace Emo.Codegen.Planning;

/// <summary>Normalises each cell. In place when source and target are the same view.</summary>
internal sealed record NormalizeStep(string Label, MapView Source, MapView Target, CellNorm Norm, long Weights) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(NormalizeStep step);
}
