namespace Emo.Codegen.Planning;

/// <summary>Attention of every head in every window; the result goes back to the map's order, padded tokens are dropped.</summary>
internal sealed record AttentionStep(
    string Label,
    AttentionWindows Windows,
    int Heads,
    MapView QueryKey,
    MapView Value,
    MapView Target,
    AttentionScratch Scratch,
    int ScratchBuffer)
    : Step(Label)
{
    public override IEnumerable<Operand> Operands => [QueryKey, Value, Target, ScratchBuffer];

    public override T Accept<T>(IStepVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>
/// The windows within which tokens attend, <see cref="Grid"/>; how the tokens lie in memory, <see cref="Tokens"/>; and where the results of
/// a window's tokens go, <see cref="Cells"/>: three orders of the same map, which differ where two patterns share queries, keys and values.
/// </summary>
internal sealed record AttentionWindows(WindowGrid Grid, WindowPattern Tokens, WindowPattern Cells, AttentionResult Result)
{
    /// <summary>Whether a window's tokens lie apart, so that they are copied together first.</summary>
    public bool GathersTokens => Tokens != Grid.Pattern;

    /// <summary>The grid by which results find their cells.</summary>
    public WindowGrid CellGrid => Grid with { Pattern = Cells };
}

/// <summary>What becomes of a result.</summary>
internal enum AttentionResult
{
    /// <summary>It is stored.</summary>
    Store,

    /// <summary>It is added to what the target holds: the second of two patterns, or of several operators.</summary>
    Add,

    /// <summary>Twice the result is stored: both patterns have one and the same window.</summary>
    StoreTwice,

    /// <summary>Twice the result is added.</summary>
    AddTwice,
}

/// <summary>How results differ.</summary>
internal static class AttentionResultProperties
{
    public static bool IsAdded(this AttentionResult result) => result is AttentionResult.Add or AttentionResult.AddTwice;

    public static bool IsDoubled(this AttentionResult result) => result is AttentionResult.StoreTwice or AttentionResult.AddTwice;
}

internal partial interface IStepVisitor<out T>
{
    T Visit(AttentionStep step);
}
