namespace Emo.Testing;

/// <summary>One scan. Sequential ones have all coefficients (0 to 63) at once.</summary>
/// <param name="Components">Indices of components, ascending; one of them, or interleaved.</param>
internal sealed record WrittenScan(params int[] Components)
{
    /// <summary>The first coefficient in zigzag order.</summary>
    public int First { get; init; }

    /// <summary>The last coefficient.</summary>
    public int Last { get; init; } = 63;

    /// <summary>The bits that the scan before left out; 0 in the first scan of these coefficients.</summary>
    public int High { get; init; }

    /// <summary>The bits that this scan leaves out.</summary>
    public int Low { get; init; }

    /// <summary>MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; init; }

    /// <summary>The most blocks that one end-of-band code of a progressive scan stands for, 1 to 32767.</summary>
    public int LongestRun { get; init; } = 32767;

    public byte[] Header(WrittenComponent[] components) =>
    [
        (byte)Components.Length,
        .. Components.SelectMany(i => new[] { components[i].Id, (byte)((components[i].Tables.Dc << 4) | components[i].Tables.Ac) }),
        (byte)First, (byte)Last, (byte)((High << 4) | Low),
    ];
}
