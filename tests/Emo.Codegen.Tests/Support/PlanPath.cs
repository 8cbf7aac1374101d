namespace Emo.Codegen.Tests.Support;

/// <summary>
/// A way through planner and kernels that sizes and thresholds decide on. A test of such a way names it, so that it fails when its
/// sizes no longer lead there.
/// </summary>
public enum PlanPath
{
    /// <summary>Whatever the spec says; no threshold takes the test elsewhere.</summary>
    Usual,

    /// <summary>1x1 convolutions whose outputs fill a panel and begin another.</summary>
    PanelAndTail,

    /// <summary>A depthwise block by strips over a ring of expanded rows.</summary>
    StripsOverRing,

    /// <summary>A block without a depthwise convolution by strips.</summary>
    StripsWithoutDepthwise,

    /// <summary>Several windows, and no token of padding.</summary>
    DividedMap,

    /// <summary>Windows with tokens of padding.</summary>
    PaddedMap,

    /// <summary>One window with more rows than the map.</summary>
    WindowBeyondMap,

    /// <summary>More tokens in a window than are attended together.</summary>
    BlocksOfQueries,

    /// <summary>Heads of more channels than a vector has lanes.</summary>
    WideHeads,

    /// <summary>The map itself is the tokens of its one window: nothing is partitioned.</summary>
    MapAsTokens,

    /// <summary>A gate on weights, and with a skip within the block one on the map.</summary>
    GatedWeightsAndMap,

    /// <summary>A gate on weights alone.</summary>
    GatedWeights,

    /// <summary>The tokens of windows lie in the order of other windows, and are copied together.</summary>
    GatheredTokens,

    /// <summary>The same by blocks of queries.</summary>
    GatheredBlocksOfQueries,

    /// <summary>Attended tiles are put back in the dilated pattern.</summary>
    ScatteredTiles,

    /// <summary>Both patterns of a hybrid attention have one and the same window, whose result counts twice.</summary>
    DoubledAttention,
}
