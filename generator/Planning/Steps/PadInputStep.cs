namespace Emo.Codegen.Planning;

/// <summary>
/// Copies the input lines that some rows of the stem convolution read into zero-padded planar lines, so that it has no edges.
/// </summary>
internal sealed record PadInputStep(string Label, int Target, PaddedInput Lines) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [new Operand.Input(), Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(PadInputStep step);
}
