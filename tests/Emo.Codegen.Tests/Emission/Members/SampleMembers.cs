using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Emission.Members;

/// <summary>One of each kind of member that a network may have, with sizes that leave tails, and the target that shows it best.</summary>
internal static class SampleMembers
{
    private static readonly MapLayout s_dense = MapLayout.Dense(20, 9, 11);
    private static readonly MapLayout s_square = MapLayout.Dense(20, 8, 8);
    private static readonly MapLayout s_tokens = MapLayout.Dense(20, 1, 81);
    private static readonly MapLayout s_padded = s_dense with { Padding = 1 };
    private static readonly MapLayout s_ring = s_padded with { Storage = RowStorage.Ring, StoredRows = 5 };

    private static readonly PaddedInput s_lines =
        new(Channels: 3, Height: 18, Width: 22, Padding: 1, Stride: 2, KernelSize: 3, StripRows: 5);

    private static readonly WinogradScratch s_tilesOf2 = new(Inputs: 32, Outputs: 64, TileRows: 5, TileColumns: 6);

    private static readonly AttentionScratch s_scratch = new(HeadWidth: 5, ValueHeadWidth: 9, Tokens: 9, GathersTokens: false);
    private static readonly AttentionScratch s_manyQueries = new(HeadWidth: 5, ValueHeadWidth: 9, Tokens: 99, GathersTokens: false);
    private static readonly AttentionScratch s_gathered = s_scratch with { GathersTokens = true };

    private static readonly WindowGrid s_grid = new(
        MapHeight: 8, MapWidth: 8, Rows: 3, Columns: 3, WindowHeight: 3, WindowWidth: 3, WindowPattern.Dilated);

    private static readonly WindowGrid s_tiles = s_grid with { Pattern = WindowPattern.Tiles };

    private static readonly WindowGrid s_wholeMap = new(
        MapHeight: 9, MapWidth: 11, Rows: 1, Columns: 1, WindowHeight: 9, WindowWidth: 11, WindowPattern.Dilated);

    /// <summary>The second pattern of a hybrid attention, whose tokens lie in the order of the first.</summary>
    private static readonly AttentionWindows s_second = new(s_tiles, WindowPattern.Dilated, WindowPattern.Tiles, AttentionResult.Add);

    /// <summary>The members of a network, which some of the others look at.</summary>
    public static IReadOnlyList<Member> OfNetwork { get; } =
    [
        new PointwiseDriver(s_dense.AsOneLine(), s_dense.AsOneLine(), ActivationKind.Silu, AddSkip: true, PointwiseLines.One),
        new DepthwiseDriver(s_ring, s_dense, new DepthwiseGeometry(3, 1, 1), ActivationKind.Silu, AddSource: true, SplitChannels: false),
    ];

    /// <summary>All of them by name: the kind, and what is special about this one.</summary>
    public static Dictionary<string, (Member Member, VectorTarget Target)> All { get; } = new()
    {
        ["AdaptiveMean"] = (new AdaptiveMeanKernel(s_dense, MapLayout.Dense(20, 2, 3)), VectorTarget.Vector256),
        ["Add"] = (new AddKernel(s_dense, s_padded, s_dense), VectorTarget.Vector256),
        ["Convolution"] = (new ConvolutionKernel(Shape(s_padded), ActivationKind.Relu, AddToTarget: false), VectorTarget.Vector256),
        ["Convolution.without_zero_cells"] = (
            new ConvolutionKernel(Shape(s_dense), ActivationKind.None, AddToTarget: true), VectorTarget.Vector512),
        ["LargeConvolution"] = (new LargeConvolutionKernel(Shape(s_padded), ActivationKind.Relu), VectorTarget.Vector256),
        ["Winograd"] = (
            new WinogradKernel(s_padded, MapLayout.Dense(50, 9, 11), s_tilesOf2, ActivationKind.Relu, AddToTarget: false),
            VectorTarget.Vector256),
        ["WinogradInput"] = (new WinogradInputKernel(s_padded, s_tilesOf2), VectorTarget.Vector256),
        ["WinogradInput.without_zero_cells"] = (new WinogradInputKernel(s_dense, s_tilesOf2), VectorTarget.Vector512),
        ["WinogradOutput"] = (new WinogradOutputTile(), VectorTarget.Vector512),
        ["TapPanelTile"] = (new TapPanelTile(Cells: 2, Vectors: 3), VectorTarget.Vector256),
        ["DepthwiseTile"] = (new DepthwiseTile(KernelSize: 3, Stride: 2, Outputs: 4), VectorTarget.Vector256),
        ["DepthwiseTiles"] = (new DepthwiseTilesKernel(), VectorTarget.Vector512),
        ["GateMap"] = (new GateMapKernel(s_dense, s_padded), VectorTarget.Vector256),
        ["GateWeights"] = (new GateWeightsKernel(Inputs: 20, PaddedOutputs: 64), VectorTarget.Vector256),
        ["Mean"] = (new MeanKernel(s_dense), VectorTarget.Vector256),
        ["NormalizeCell.layer"] = (
            new NormalizeCellKernel(21, new CellNorm(Codegen.Planning.Normalization.Layer, 1e-6)), VectorTarget.Vector256),
        ["NormalizeCell.batch"] = (new NormalizeCellKernel(16, CellNorm.Batch), VectorTarget.Vector512),
        ["PanelTile"] = (new PanelTile(Cells: 4, Vectors: 3), VectorTarget.Vector256),
        ["PanelTile.with_held_constants"] = (new PanelTile(Cells: 1, Vectors: 1), VectorTarget.Vector512),
        ["PanelTiles"] = (new PanelTilesKernel(), VectorTarget.Vector512),
        ["Activate"] = (new ActivationKernel(s_dense, ActivationKind.Gelu, s_padded), VectorTarget.Vector512),
        ["Activate.in_a_ring"] = (new ActivationKernel(s_ring, ActivationKind.Relu, Skip: null), VectorTarget.Vector256),
        ["GatherTokens"] = (new GatherTokensKernel(Attention(s_second, s_gathered)), VectorTarget.Vector256),
        ["Resize.nearest"] = (new ResizeKernel(s_dense, s_padded, ResizeKind.Nearest, AddToTarget: true), VectorTarget.Vector256),
        ["Resize.bilinear"] = (
            new ResizeKernel(s_dense, MapLayout.Dense(20, 18, 20), ResizeKind.Bilinear, AddToTarget: false), VectorTarget.Vector512),
        ["RowSums"] = (new RowSumsKernel(Width: 11, CellStride: 32, RowStride: 416), VectorTarget.Vector256),
        ["Scores"] = (new ScoresKernel(s_scratch, QueryKeyStride: 32), VectorTarget.Vector256),
        ["Softmax"] = (new SoftmaxKernel(s_scratch, Doubles: false), VectorTarget.Vector256),
        ["Softmax.with_held_constants"] = (new SoftmaxKernel(s_scratch, Doubles: true), VectorTarget.Vector512),
        ["StemConvolution"] = (new StemConvolutionKernel(s_lines, s_ring, ActivationKind.None), VectorTarget.Vector256),
        ["StemConvolution.with_activation"] = (
            new StemConvolutionKernel(s_lines, s_ring, ActivationKind.Silu), VectorTarget.Vector512),
        ["WeightedValues"] = (new WeightedValuesKernel(Attention(s_grid, s_scratch)), VectorTarget.Vector256),
        ["WeightedValues.by_blocks_of_queries"] = (new WeightedValuesKernel(Attention(s_wholeMap, s_manyQueries)), VectorTarget.Vector512),

        ["Attention"] = (new AttentionDriver(Attention(s_grid, s_scratch)), VectorTarget.Vector256),
        ["Attention.of_gathered_tokens"] = (new AttentionDriver(Attention(s_second, s_gathered)), VectorTarget.Vector256),
        ["Attention.by_blocks_of_queries"] = (new AttentionDriver(Attention(s_wholeMap, s_manyQueries)), VectorTarget.Vector256),
        ["CopyChannels"] = (new CopyChannelsDriver(s_dense, MapLayout.Dense(41, 9, 11), FirstChannel: 21), VectorTarget.Vector256),
        ["Depthwise"] = (OfNetwork[1], VectorTarget.Vector256),
        ["DepthwiseRows"] = (new DepthwiseRowsDriver(), VectorTarget.Vector256),
        ["NormalizeMap"] = (
            new NormalizeMapDriver(s_ring, s_ring, new CellNorm(Codegen.Planning.Normalization.Layer, 1e-6)), VectorTarget.Vector256),
        ["PadInput"] = (new PadInputDriver(s_lines), VectorTarget.Vector256),
        ["PlanarOutput"] = (new PlanarOutputDriver(s_padded), VectorTarget.Vector256),
        ["Pointwise.one_line"] = (OfNetwork[0], VectorTarget.Vector256),
        ["Pointwise.given_rows"] = (
            new PointwiseDriver(s_dense, s_dense, ActivationKind.None, AddSkip: false, PointwiseLines.Given), VectorTarget.Vector256),
        ["Pointwise.into_a_ring"] = (
            new PointwiseDriver(s_dense, s_ring, ActivationKind.Gelu, AddSkip: false, PointwiseLines.IntoStoredRows),
            VectorTarget.Vector256),
        ["PointwiseCells"] = (new PointwiseCellsDriver(), VectorTarget.Vector256),
        ["PointwiseLines"] = (new PointwiseLinesDriver(), VectorTarget.Vector256),
        ["TransposeQueries"] = (new TransposeQueriesDriver(s_scratch, QueryKeyStride: 32), VectorTarget.Vector256),
        ["VectorOutput"] = (new VectorOutputDriver(5), VectorTarget.Vector256),
        ["WindowPartition"] = (new WindowPartitionDriver(s_grid, s_square, s_tokens, Norm: null), VectorTarget.Vector256),
        ["WindowPartition.into_tiles"] = (new WindowPartitionDriver(s_tiles, s_square, s_tokens, Norm: null), VectorTarget.Vector256),
        ["WindowPartition.with_norm"] = (
            new WindowPartitionDriver(s_wholeMap, s_padded, MapLayout.Dense(20, 1, 99), CellNorm.Batch), VectorTarget.Vector256),
        ["ZeroPadding"] = (new ZeroPaddingDriver(), VectorTarget.Vector256),

        ["Activation.Relu"] = (Function(ActivationKind.Relu), VectorTarget.Vector256),
        ["Activation.Relu6"] = (Function(ActivationKind.Relu6), VectorTarget.Vector256),
        ["Activation.Silu"] = (Function(ActivationKind.Silu), VectorTarget.Vector512),
        ["Activation.Gelu"] = (Function(ActivationKind.Gelu), VectorTarget.Vector512),
        ["Activation.HardSwish"] = (Function(ActivationKind.HardSwish), VectorTarget.Vector256),
        ["Activation.HardSigmoid"] = (Function(ActivationKind.HardSigmoid), VectorTarget.Vector256),
        ["Activation.Sigmoid"] = (Function(ActivationKind.Sigmoid), VectorTarget.Vector256),
        ["Activation.Tanh"] = (Function(ActivationKind.Tanh), VectorTarget.Vector512),
        ["Activation.Mish"] = (Function(ActivationKind.Mish), VectorTarget.Vector256),
        ["Activation.HardMish"] = (Function(ActivationKind.HardMish), VectorTarget.Vector256),
        ["Exp2"] = (new Exp2Function(1, PlusOne: false), VectorTarget.Vector128),
        ["LaneProduct"] = (new LaneProductFunction(Lane: 3), VectorTarget.Vector128),
        ["Lookup"] = (new LookupFunction(), VectorTarget.Vector256),
        ["Lookup.in_two_vectors"] = (new LookupFunction(), VectorTarget.Vector128),
        ["Prefetch"] = (new PrefetchFunction(), VectorTarget.Vector256),
        ["StoreLow"] = (new StoreLowFunction(Count: 13), VectorTarget.Vector512),
        ["StoreScaled"] = (new StoreScaledFunction(Vectors: 2, Floats: 13, Adds: false), VectorTarget.Vector256),
        ["StoreScaled.added"] = (new StoreScaledFunction(Vectors: 1, Floats: 13, Adds: true), VectorTarget.Vector512),
        ["SumLanes"] = (new SumLanesFunction(), VectorTarget.Vector256),
        ["TokenCell"] = (new TokenCellFunction(s_grid, s_padded), VectorTarget.Vector256),
        ["TokenCell.in_tiles"] = (new TokenCellFunction(s_tiles, s_padded), VectorTarget.Vector256),
        ["Held"] = (new HeldType(), VectorTarget.Vector512),
        ["OutputInterface"] = (new OutputInterface(), VectorTarget.Vector512),
        ["Output"] = (new OutputType(ActivationKind.Silu, Addend.Skip), VectorTarget.Vector512),
        ["Output.of_a_part"] = (new OutputType(ActivationKind.Relu, Addend.PartOfSum), VectorTarget.Vector256),
    };

    private static ConvolutionShape Shape(MapLayout source) => new(source, MapLayout.Dense(50, 9, 11), new ConvolutionGeometry(3, 1, 1, 1));

    private static AttentionShape Attention(WindowGrid grid, AttentionScratch scratch) =>
        Attention(new AttentionWindows(grid, grid.Pattern, grid.Pattern, AttentionResult.Store), scratch);

    private static AttentionShape Attention(AttentionWindows windows, AttentionScratch scratch) => new(
        windows,
        Heads: 4,
        QueryKey: MapLayout.Dense(40, 1, (int)windows.Grid.Tokens),
        Value: MapLayout.Dense(36, 1, (int)windows.Grid.Tokens),
        Target: MapLayout.Dense(36, windows.Grid.MapHeight, windows.Grid.MapWidth),
        scratch);

    private static VectorFunction Function(ActivationKind activation) => ActivationFunction.Of(activation)!;
}
