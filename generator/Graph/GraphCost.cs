namespace Emo.Codegen.Graph;

/// <summary>What a network costs: trainable parameters as PyTorch counts them, and multiply-adds of its products.</summary>
internal sealed record GraphCost(long Parameters, long MultiplyAdds)
{
    /// <summary>Layers of one name share their parameters, which then count once.</summary>
    public static GraphCost Of(LayerGraph graph)
    {
        var repeated = graph.Layers.Where(layer => layer.Name.Length > 0).GroupBy(layer => layer.Name).SelectMany(layers => layers.Skip(1));
        var cost = Of(graph.Layers);
        return cost with { Parameters = cost.Parameters - Of(repeated).Parameters };
    }

    public static GraphCost Of(LayerBlock block) => Of(block.Layers);

    public static GraphCost Of(IEnumerable<Layer> layers)
    {
        long parameters = 0;
        long multiplyAdds = 0;
        foreach (var layer in layers)
        {
            var cost = Of(layer);
            parameters += cost.Parameters;
            multiplyAdds += cost.MultiplyAdds;
        }

        return new GraphCost(parameters, multiplyAdds);
    }

    private static GraphCost Of(Layer layer) => layer switch
    {
        ConvolutionLayer conv => Products(conv.Output.Channels, (long)conv.Input.Channels / conv.Groups * conv.Kernel * conv.Kernel, conv.Bias, conv.Output.Cells),
        LinearLayer linear => Products(linear.Output.Channels, linear.Input.Channels, bias: true, cells: 1),
        BatchNormLayer or LayerNormLayer => new GraphCost(2 * layer.Output.Channels, 0),
        SqueezeExciteLayer se => Add(
            Products(se.Reduced, se.Output.Channels, bias: true, cells: 1),
            Products(se.Output.Channels, se.Reduced, bias: true, cells: 1)),
        WindowAttentionLayer attention => Attention(attention),
        _ => new GraphCost(0, 0),
    };

    private static GraphCost Attention(WindowAttentionLayer attention)
    {
        int channels = attention.Input.Channels;
        var queryKey = Products(2 * channels, channels, attention.Bias, attention.Tokens);
        var cost = Add(queryKey, new GraphCost(0, attention.Tokens * attention.WindowTokens * (channels + attention.Output.Channels)));
        return attention.Value is { } value
            ? Add(cost, Products(value.Width, channels / value.Groups, attention.Bias, attention.Tokens))
            : cost;
    }

    private static GraphCost Products(long outputs, long inputs, bool bias, long cells) =>
        new((outputs * inputs) + (bias ? outputs : 0), outputs * inputs * cells);

    private static GraphCost Add(GraphCost a, GraphCost b) => new(a.Parameters + b.Parameters, a.MultiplyAdds + b.MultiplyAdds);
}
