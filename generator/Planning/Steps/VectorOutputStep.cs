namespace Emo.Codegen.Planning;

/// <summary>A vector to the caller's output.</summary>
internal sealed record VectorOutputStep(string Label, int Source, int Length) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, new Operand.Output()];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(VectorOutputStep step);
}
