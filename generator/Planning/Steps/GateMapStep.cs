namespace Emo.Codegen.Planning;

/// <summary>local = expanded + local * gate: a squeeze-excite with the inner skip.</summary>
internal sealed record GateMapStep(string Label, MapView Map, int Gate, MapView Skip) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Map, Gate, Skip];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(GateMapStep step);
}
