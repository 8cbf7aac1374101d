namespace Emo.Codegen.Planning;

/// <summary>Zeroes the padding cells of every stored row.</summary>
internal sealed record ZeroPaddingStep(string Label, MapView Map) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Map];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(ZeroPaddingStep step);
}
