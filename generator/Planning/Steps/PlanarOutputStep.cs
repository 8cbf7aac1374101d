namespace Emo.Codegen.Planning;

/// <summary>A map to the caller's planar output, from the value <see cref="OutputOffset"/> on.</summary>
internal sealed record PlanarOutputStep(string Label, MapView Source, long OutputOffset) : Step(Label)
{
    public override IEnumerable<Operand> Operands => [Source, new Operand.Output()];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(PlanarOutputStep step);
}
