using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>Window-major tokens of the normed map, and their queries and keys (of each token: all queries, then all keys).</summary>
internal sealed record AttentionTokens(WindowGrid Grid, MapView View, MapView QueryKey, MapView Value);

/// <summary>Attention in windows: partition, query-key product, then the attention itself.</summary>
internal static class AttentionPlanner
{
    /// <summary>Queries that are attended together: the scores of a block of them stay in the first-level cache.</summary>
    public const int QueryBlock = 64;

    public static AttentionTokens PlanTokens(PlanContext context, WindowAttentionLayer attention, Layer? norm, MapView input)
    {
        int channels = attention.Input.Channels;
        var grid = new WindowGrid(
            attention.Input.Height, attention.Input.Width, attention.WindowRows, attention.WindowColumns, attention.WindowHeight, attention.WindowWidth);
        var tokens = norm is null && grid.IsWholeMap
            ? MapView.Dense(input.Buffer, channels, 1, (int)grid.Tokens)
            : Partition(context, attention.Name, norm, input, grid);

        double scale = 1 / (Math.Sqrt(attention.HeadWidth) * Math.Log(2));
        var source = new LinearSource(
            $"{attention.Name}.qk.conv", 2 * channels, channels, attention.Bias, Scale: new OutputScale(channels, scale));
        var queryKey = context.NewMap("queryKey", 2 * channels, 1, (int)grid.Tokens);
        context.Add(PointwisePlanner.Plan(context, source, tokens, queryKey, Activation.None, skip: null, gate: null));
        return new AttentionTokens(grid, tokens, queryKey, tokens);
    }

    private static MapView Partition(PlanContext context, string name, Layer? norm, MapView input, WindowGrid grid)
    {
        var tokens = context.NewMap("tokens", input.Channels, 1, (int)grid.Tokens);
        if (norm is not null)
            context.Place(norm, tokens);
        string label = $"{norm?.Name ?? name}, partitioned into {grid.Rows}x{grid.Columns} windows of {grid.WindowHeight}x{grid.WindowWidth}";
        context.Add(norm switch
        {
            BatchNormLayer batchNorm => new WindowPartitionStep(
                label, input, tokens.Buffer, grid, CellNorm.Batch, context.BatchNorm(new BatchNormSource(batchNorm.Name, input.Channels, batchNorm.Epsilon))),
            LayerNormLayer layerNorm => new WindowPartitionStep(
                label, input, tokens.Buffer, grid, CellNorm.Of(layerNorm), context.LayerNorm(layerNorm.Name, input.Channels)),
            _ => new WindowPartitionStep(label, input, tokens.Buffer, grid, Norm: null, Weights: 0),
        });
        return tokens;
    }

    public static AttentionStep PlanAttention(PlanContext context, WindowAttentionLayer attention, AttentionTokens tokens, MapView target)
    {
        context.Place(attention, target);
        int queries = Math.Min(QueryBlock, (int)Align.ToLanes((long)tokens.Grid.WindowTokens));
        long scratch = ((long)queries * (attention.HeadWidth + tokens.Grid.WindowTokens + 1)) + Align.Panel;
        return new AttentionStep(
            $"{attention.Name}: attention of {attention.Heads} heads of {attention.HeadWidth}",
            tokens.Grid,
            tokens.QueryKey.Buffer,
            attention.Input.Channels,
            attention.Heads,
            tokens.Value.Buffer,
            attention.Output.Channels,
            target,
            context.NewBuffer("scratch", scratch, perWorker: true));
    }
}
