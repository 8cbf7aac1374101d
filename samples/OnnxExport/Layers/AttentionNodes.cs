using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>
/// Attention within windows: tokens in, one product for the queries and one for the keys, softmax, values, back to a map.
/// </summary>
internal sealed class AttentionNodes(OnnxGraph graph, WindowAttentionLayer layer, TensorSource weights)
{
    private readonly WindowGrid _grid = new(graph, layer);
    private readonly int _channels = layer.Input.Channels;

    /// <param name="input">The map.</param>
    /// <param name="tokenNorm">A layer norm that is still to be applied, to the tokens.</param>
    public MapValue Emit(MapValue input, LayerNormLayer? tokenNorm)
    {
        string tokens = _grid.Partition(input);
        if (tokenNorm is not null)
            tokens = NormNodes.Layer(graph, tokenNorm, weights, tokens);
        string queries = Split(QueryOrKey(tokens, first: 0, scale: 1 / Math.Sqrt(layer.HeadWidth)), layer.HeadWidth, 0, 2, 1, 3);
        string keys = Split(QueryOrKey(tokens, first: _channels, scale: 1), layer.HeadWidth, 0, 2, 3, 1);
        string scores = graph.Node("Softmax", [graph.Node("MatMul", [queries, keys])], NodeAttribute.Integer("axis", -1));
        string values = new ValueNodes(graph, layer, weights).Emit(tokens);
        return _grid.Merge(graph.Node("MatMul", [scores, Split(values, layer.Output.Channels / layer.Heads, 0, 2, 1, 3)]));
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
