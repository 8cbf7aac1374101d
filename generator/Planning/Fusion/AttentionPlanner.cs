using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// Attention in windows: partition, query-key product, value projection if the value comes before, then the attention itself: once, or for
/// a hybrid one in both patterns, which share queries, keys and values.
/// </summary>
internal sealed class AttentionPlanner
{
    private readonly PlanContext _context;
    private readonly WindowAttentionLayer _attention;
    private readonly WindowGrid _grid;

    private AttentionPlanner(PlanContext context, WindowAttentionLayer attention)
    {
        _context = context;
        _attention = attention;
        _grid = new WindowGrid(
            attention.Input.Height,
            attention.Input.Width,
            attention.WindowRows,
            attention.WindowColumns,
            attention.WindowHeight,
            attention.WindowWidth,
            attention.Kind == WindowKind.Close ? WindowPattern.Tiles : WindowPattern.Dilated);
    }

    private bool IsHybrid => _attention.Kind == WindowKind.Hybrid;

    /// <param name="context">Receives the steps.</param>
    /// <param name="attention">The layer.</param>
    /// <param name="norm">The norm before it, or null.</param>
    /// <param name="input">The map before the norm.</param>
    /// <param name="target">Receives the result.</param>
    /// <param name="addToTarget">Whether it is added to what the target holds.</param>
    public static void Plan(
        PlanContext context, WindowAttentionLayer attention, Layer? norm, MapView input, MapView target, bool addToTarget) =>
        new AttentionPlanner(context, attention).Plan(norm, input, target, addToTarget);

    private void Plan(Layer? norm, MapView input, MapView target, bool addToTarget)
    {
        var tokens = Tokens(norm, input);
        var queryKey = QueryKey(tokens);
        var value = Value(tokens);
        if (IsHybrid && _grid.Windows == 1)
        {
            Attend(_grid, queryKey, value, target, addToTarget ? AttentionResult.AddTwice : AttentionResult.StoreTwice);
            return;
        }

        Attend(_grid, queryKey, value, target, addToTarget ? AttentionResult.Add : AttentionResult.Store);
        if (IsHybrid)
            Attend(_grid with { Pattern = WindowPattern.Tiles }, queryKey, value, target, AttentionResult.Add);
    }

    /// <summary>The normed cells, window by window.</summary>
    private MapView Tokens(Layer? norm, MapView input)
    {
        int channels = _attention.Input.Channels;
        return norm is null && _grid.IsWholeMap && input.Layout.Padding == 0
            ? MapView.Dense(input.Buffer, channels, 1, (int)_grid.Tokens)
            : Partition(norm, input);
    }

    /// <summary>Of each token all queries, then all keys.</summary>
    private MapView QueryKey(MapView tokens)
    {
        int channels = _attention.Input.Channels;
        double scale = 1 / (Math.Sqrt(_attention.HeadWidth) * Math.Log(2));
        var source = new LinearSource(
            $"{_attention.Name}.qk.conv", 2 * channels, channels, _attention.Bias, Scale: new OutputScale(channels, scale));
        var queryKey = _context.NewMap("queryKey", TokenShape(2 * channels));
        _context.Add(PointwisePlanner.Plan(_context, source, tokens, queryKey, ActivationKind.None, skip: null, gate: null));
        return queryKey;
    }

    private MapView Value(MapView tokens)
    {
        if (_attention.Value is not { } projection)
            return tokens;
        var source = new LinearSource(
            $"{_attention.Name}.v.conv", projection.Width, _attention.Input.Channels, _attention.Bias, projection.Groups);
        var value = _context.NewMap("value", TokenShape(projection.Width));
        _context.Add(PointwisePlanner.Plan(_context, source, tokens, value, projection.Activation, skip: null, gate: null));
        return value;
    }

    /// <summary>All tokens, as a map of one row.</summary>
    private MapShape TokenShape(int channels) => new(channels, 1, (int)_grid.Tokens);

    private MapView Partition(Layer? norm, MapView input)
    {
        var tokens = _context.NewMap("tokens", TokenShape(input.Layout.Channels));
        if (norm is not null)
            _context.Place(norm, tokens);
        string label =
            $"{norm?.Name ?? _attention.Name}, partitioned into {_grid.Rows}x{_grid.Columns} windows of " +
            $"{_grid.WindowHeight}x{_grid.WindowWidth}";
        _context.Add(norm switch
        {
            null => new WindowPartitionStep(label, input, tokens, _grid, Norm: null, Weights: 0),
            BatchNormLayer batchNorm => new WindowPartitionStep(
                label, input, tokens, _grid, CellNorm.Batch, _context.BatchNorm(BatchNormSource.Of(batchNorm))),
            LayerNormLayer layerNorm => new WindowPartitionStep(
                label, input, tokens, _grid, CellNorm.Of(layerNorm), _context.LayerNorm(layerNorm)),
            _ => throw new InvalidOperationException($"{norm.Name}: a {norm.GetType().Name} before an attention is no norm."),
        });
        return tokens;
    }

    private void Attend(WindowGrid windows, MapView queryKey, MapView value, MapView target, AttentionResult result)
    {
        var cells = _attention.ScattersTiles ? _grid.Pattern : windows.Pattern;
        var pattern = new AttentionWindows(windows, _grid.Pattern, cells, result);
        int valueHeadWidth = value.Layout.Channels / _attention.Heads;
        var scratch = new AttentionScratch(_attention.HeadWidth, valueHeadWidth, windows.WindowTokens, pattern.GathersTokens);
        string which = IsHybrid ? $"{windows.Pattern.ToString().ToLowerInvariant()} " : "";
        _context.Add(new AttentionStep(
            $"{_attention.Name}: {which}attention of {_attention.Heads} heads of {_attention.HeadWidth}",
            pattern,
            _attention.Heads,
            queryKey,
            value,
            target,
            scratch,
            _context.NewBuffer("scratch", scratch.Bytes, perWorker: true)));
    }
}
