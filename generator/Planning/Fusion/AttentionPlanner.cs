using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>Window-major tokens of the normed map, and their queries and keys (of each token: all queries, then all keys).</summary>
internal sealed record AttentionTokens(WindowGrid Grid, MapView View, MapView QueryKey, MapView Value);

/// <summary>Attention in windows: partition, query-key product, then the attention itself.</summary>
internal static class AttentionPlanner
{
    public static AttentionTokens PlanTokens(PlanContext context, WindowAttentionLayer attention, Layer? norm, MapView input)
    {
        int channels = attention.Input.Channels;
        var grid = new WindowGrid(
            attention.Input.Height,
            attention.Input.Width,
            attention.WindowRows,
            attention.WindowColumns,
            attention.WindowHeight,
            attention.WindowWidth);
        var tokens = norm is null && grid.IsWholeMap
            ? MapView.Dense(input.Buffer, channels, 1, (int)grid.Tokens)
            : Partition(context, attention.Name, norm, input, grid);

        double scale = 1 / (Math.Sqrt(attention.HeadWidth) * Math.Log(2));
        var source = new LinearSource(
            $"{attention.Name}.qk.conv", 2 * channels, channels, attention.Bias, Scale: new OutputScale(channels, scale));
        var queryKey = context.NewMap("queryKey", TokenShape(2 * channels, grid));
        context.Add(PointwisePlanner.Plan(context, source, tokens, queryKey, ActivationKind.None, skip: null, gate: null));
        return new AttentionTokens(grid, tokens, queryKey, tokens);
    }

    /// <summary>All tokens, as a map of one row.</summary>
    public static MapShape TokenShape(int channels, WindowGrid grid) => new(channels, 1, (int)grid.Tokens);

    private static MapView Partition(PlanContext context, string name, Layer? norm, MapView input, WindowGrid grid)
    {
        var tokens = context.NewMap("tokens", TokenShape(input.Layout.Channels, grid));
        if (norm is not null)
            context.Place(norm, tokens);
        string label =
            $"{norm?.Name ?? name}, partitioned into {grid.Rows}x{grid.Columns} windows of {grid.WindowHeight}x{grid.WindowWidth}";
        context.Add(norm switch
        {
            null => new WindowPartitionStep(label, input, tokens, grid, Norm: null, Weights: 0),
            BatchNormLayer batchNorm => new WindowPartitionStep(
                label, input, tokens, grid, CellNorm.Batch, context.BatchNorm(BatchNormSource.Of(batchNorm))),
            LayerNormLayer layerNorm => new WindowPartitionStep(
                label, input, tokens, grid, CellNorm.Of(layerNorm), context.LayerNorm(layerNorm)),
            _ => throw new InvalidOperationException($"{norm.Name}: a {norm.GetType().Name} before an attention is no norm."),
        });
        return tokens;
    }

    public static AttentionStep PlanAttention(PlanContext context, WindowAttentionLayer attention, AttentionTokens tokens, MapView target)
    {
        context.Place(attention, target);
        var scratch = new AttentionScratch(attention.HeadWidth, tokens.Grid.WindowTokens);
        return new AttentionStep(
            $"{attention.Name}: attention of {attention.Heads} heads of {attention.HeadWidth}",
            tokens.Grid,
            attention.Heads,
            tokens.QueryKey,
            tokens.Value,
            target,
            scratch,
            context.NewBuffer("scratch", scratch.Bytes, perWorker: true));
    }
}
