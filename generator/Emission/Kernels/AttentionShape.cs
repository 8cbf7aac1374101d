using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>What the kernels of an attention step need to know of it.</summary>
internal sealed record AttentionShape(
    AttentionWindows Windows, int Heads, MapLayout QueryKey, MapLayout Value, MapLayout Target, AttentionScratch Scratch)
{
    public WindowGrid Grid => Windows.Grid;

    public int HeadWidth => Scratch.HeadWidth;

    public int ValueHeadWidth => Scratch.ValueHeadWidth;

    /// <summary>From a key of the window to the next, where the kernels read it.</summary>
    public int KeyStride => Windows.GathersTokens ? Scratch.KeyStride : QueryKey.CellStride;

    /// <summary>From a value of the window to the next, where the kernels read it.</summary>
    public int ValueStride => Windows.GathersTokens ? Scratch.ValueStride : Value.CellStride;

    /// <summary>All queries of a window are attended together.</summary>
    public bool IsOneBlock => Scratch.Tokens <= Scratch.QueryBlock;

    public int QueryBlocks => (Scratch.Tokens + Scratch.QueryBlock - 1) / Scratch.QueryBlock;
}
