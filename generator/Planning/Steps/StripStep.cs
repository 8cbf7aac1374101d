namespace Emo.Codegen.Planning;

/// <summary>
/// Expand, depthwise and project by strips of output rows: the expanded map never leaves the cache.
/// <see cref="Produce"/> makes the expanded rows that the strip lacks, <see cref="Consume"/> uses its depthwise rows.
/// Without a depthwise convolution no strip needs rows of another, and <see cref="Consume"/> is all there is.
/// Each worker goes through a band of the output rows by itself, in strips of its own, and makes the expanded rows at its edges
/// although its neighbour makes them too: so workers neither wait for each other nor read what another one has just written. A
/// single strip is a whole map, whose steps are shared out one by one.
/// </summary>
internal sealed record StripStep(
    string Label, int Height, int StripRows, EquatableArray<Step> Produce, DepthwiseStep? Depthwise, EquatableArray<Step> Consume)
    : Step(Label)
{
    public bool IsSingleStrip => StripRows >= Height;

    /// <summary>The steps in order.</summary>
    public IEnumerable<Step> Steps => Depthwise is null ? Consume : Produce.Append(Depthwise).Concat(Consume);

    public override IEnumerable<Operand> Operands => Steps.SelectMany(step => step.Operands);

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

internal partial interface IStepVisitor<out T>
{
    T Visit(StripStep step);
}
