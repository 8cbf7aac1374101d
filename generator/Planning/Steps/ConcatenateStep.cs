namespace Emo.Codegen.Planning;

/// <summary>The cells of all sources, channel after channel. With one source, a copy into a map with zero cells around.</summary>
internal sealed record ConcatenateStep(string Label, EquatableArray<MapView> Sources, MapView Target) : Step(Label)
{
    public override IEnumerable<Operand> Operands => Sources.Append(Target).Select(view => (Operand)view);

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(ConcatenateStep step);
}
