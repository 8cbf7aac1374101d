namespace Emo.Codegen.Planning;

/// <summary>Multiplies the gate of a squeeze-excite into the weights of the 1x1 convolution behind it.</summary>
internal sealed record GateWeightsStep(string Label, int Gate, long Weights, int Target, int Inputs, int Outputs) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Gate, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(GateWeightsStep step);
}
