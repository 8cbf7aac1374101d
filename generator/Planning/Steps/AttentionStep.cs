namespace Emo.Codegen.Planning;

/// <summary>Attention of every head in every window; the result goes back to the map's order, padded tokens are dropped.</summary>
internal sealed record AttentionStep(
    string Label, WindowGrid Grid, int Heads, MapView QueryKey, MapView Value, MapView Target, AttentionScratch Scratch, int ScratchBuffer)
    : Step(Label)
{
    public override IEnumerable<Operand> Operands => [QueryKey, Value, Target, ScratchBuffer];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(AttentionStep step);
}
