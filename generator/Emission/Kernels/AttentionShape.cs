using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>What the kernels of an attention step need to know of it.</summary>
internal sealed record AttentionShape(
    WindowGrid Grid, int Heads, MapLayout QueryKey, MapLayout Value, MapLayout Target, AttentionScratch Scratch)
{
    public int HeadWidth => Scratch.HeadWidth;

    public int ValueHeadWidth => Value.Channels / Heads;

    /// <summary>All queries of a window are attended together.</summary>
    public bool IsOneBlock => Scratch.Tokens <= Scratch.QueryBlock;

    public int QueryBlocks => (Scratch.Tokens + Scratch.QueryBlock - 1) / Scratch.QueryBlock;
}
