using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>A vector times a matrix: linear layers and the squeeze-excite convolutions.</summary>
internal sealed record LinearStep(string Label, int Source, int Target, int Inputs, int Outputs, ActivationKind Activation, long Weights)
    : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, Target];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(LinearStep step);
}
