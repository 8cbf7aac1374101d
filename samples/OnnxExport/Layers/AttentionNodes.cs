using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>
/// Attention within windows: tokens in, one product for the queries and one for the keys, softmax, values, back to a map. A hybrid
/// attention attends twice to the same queries, keys and values, which are made in the order of the map, and adds what it gets.
/// </summary>
internal sealed class AttentionNodes(OnnxGraph graph, WindowAttentionLayer layer, TensorSource weights)
{
    private readonly WindowGrid _grid = new(graph, layer);
    private readonly int _channels = layer.Input.Channels;

    /// <param name="input">The map.</param>
    /// <param name="tokenNorm">A layer norm that is still to be applied, to the tokens.</param>
    public MapValue Emit(MapValue input, LayerNormLayer? tokenNorm)
    {
        bool isHybrid = layer.Kind == WindowKind.Hybrid;
        string tokens = isHybrid ? _grid.Tokens(input) : _grid.Partition(input, isDilated: layer.Kind == WindowKind.Remote);
        if (tokenNorm is not null)
            tokens = NormNodes.Layer(graph, tokenNorm, weights, tokens);
        string queries = QueryOrKey(tokens, first: 0, scale: 1 / Math.Sqrt(layer.HeadWidth));
        string keys = QueryOrKey(tokens, first: _channels, scale: 1);
        string values = new ValueNodes(graph, layer, weights).Emit(tokens);
        int valueWidth = layer.Output.Channels / layer.Heads;
        if (!isHybrid)
        {
            string attended = Attend(
                Split(queries, layer.HeadWidth, 0, 2, 1, 3),
                Split(keys, layer.HeadWidth, 0, 2, 3, 1),
                Split(values, valueWidth, 0, 2, 1, 3));
            return _grid.Crop(_grid.Merge(attended, isDilated: layer.Kind == WindowKind.Remote));
        }

        string remote = _grid.Merge(AttendIn(isDilated: true), isDilated: true);
        string close = _grid.Merge(AttendIn(isDilated: false), isDilated: layer.ScattersTiles);
        return _grid.Crop(graph.Node("Add", [remote, close]));

        string AttendIn(bool isDilated) => Attend(
            _grid.Heads(queries, layer.HeadWidth, isDilated, channelsFirst: false),
            _grid.Heads(keys, layer.HeadWidth, isDilated, channelsFirst: true),
            _grid.Heads(values, valueWidth, isDilated, channelsFirst: false));
    }

    private string Attend(string queries, string keys, string values)
    {
        string scores = graph.Node("Softmax", [graph.Node("MatMul", [queries, keys])], NodeAttribute.Integer("axis", -1));
        return graph.Node("MatMul", [scores, values]);
    }

    /// <summary>[tokens, channels] to [windows, heads, ...] with the last two in the order of the permutation.</summary>
    private string Split(string tokens, int headWidth, params ReadOnlySpan<long> permutation) =>
        graph.Transpose(
            graph.Reshape(tokens, layer.WindowRows * layer.WindowColumns, layer.WindowTokens, layer.Heads, headWidth), permutation);

    /// <summary>
    /// The queries are the first outputs of the query-key convolution, the keys the others. The scale folds into the queries.
    /// </summary>
    private string QueryOrKey(string tokens, int first, double scale)
    {
        string name = layer.Name + ".qk.conv";
        float[] weight = Scaled(weights(name + ".weight").AsSpan(first * _channels, _channels * _channels), scale);
        string[] bias = layer.Bias
            ? [graph.Floats("bias", Scaled(weights(name + ".bias").AsSpan(first, _channels), scale), _channels)]
            : [];
        return graph.Node(
            "Gemm", [tokens, graph.Floats("weight", weight, _channels, _channels), .. bias], NodeAttribute.Integer("transB", 1));
    }

    private static float[] Scaled(ReadOnlySpan<float> values, double scale)
    {
        float[] scaled = new float[values.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)(values[i] * scale);
        return scaled;
    }
}
