namespace Emo.Codegen.Graph;

/// <summary>
/// Which block of the network: the kind of block, which says how it is planned, the group that it belongs to, a stage or a part of a neck
/// or head, and its number there. The name is made from these, and nobody takes it apart again.
/// </summary>
internal sealed record BlockId(BlockKind Kind, string Group, int? Index = null)
{
    /// <summary>The stage of a block of the backbone, 0 being the stem; null behind the backbone.</summary>
    public int? Stage { get; private init; }

    /// <summary><c>stage0</c>, <c>stage3.1</c>, <c>neck.lateral.0</c>, <c>head.bottleneck</c>.</summary>
    public string Name => Index is { } index ? FormattableString.Invariant($"{Group}.{index}") : Group;

    /// <summary>The name to make C# names of: <c>stage3.block1</c>, since <c>stage3.1</c> would be the name of stage 31.</summary>
    public string CodeName => Kind == BlockKind.Residual ? FormattableString.Invariant($"{Group}.block{Index}") : Name;

    public static BlockId Stem { get; } = new(BlockKind.Stem, StageName(0)) { Stage = 0 };

    public static BlockId Classifier { get; } = new(BlockKind.Classifier, "head");

    /// <param name="stage">From 1.</param>
    /// <param name="index">From 0.</param>
    public static BlockId Residual(int stage, int index) => new(BlockKind.Residual, StageName(stage), index) { Stage = stage };

    /// <summary>Makes a level.</summary>
    public static BlockId Level(int index) => new(BlockKind.Maps, "neck", index);

    public static BlockId Neck(string part, int index) => new(BlockKind.Maps, $"neck.{part}", index);

    public static BlockId Head(string part, int? index = null) => new(BlockKind.Maps, $"head.{part}", index);

    /// <summary>The name of a stage's output.</summary>
    public static string StageName(int stage) => FormattableString.Invariant($"stage{stage}");
}

/// <summary>Kinds of blocks, by what is in them.</summary>
internal enum BlockKind
{
    /// <summary>The stem, the first block.</summary>
    Stem,

    /// <summary>An iRMB of the backbone.</summary>
    Residual,

    /// <summary>The head of a classifier: mean and linear layers.</summary>
    Classifier,

    /// <summary>A block of a neck, or of the head of a detector or segmenter: any graph of maps.</summary>
    Maps,
}
