namespace Emo.Codegen.Graph;

/// <summary>What a network costs: trainable parameters as PyTorch counts them, and multiply-adds of its products.</summary>
internal sealed record GraphCost(long Parameters, long MultiplyAdds)
{
    public static GraphCost None { get; } = new(0, 0);

    public static GraphCost operator +(GraphCost a, GraphCost b) => new(a.Parameters + b.Parameters, a.MultiplyAdds + b.MultiplyAdds);

    /// <summary>Layers of one name share their parameters, which then count once.</summary>
    public static GraphCost Of(LayerGraph graph)
    {
        var repeated = graph.Layers.Where(layer => layer.Name.Length > 0).GroupBy(layer => layer.Name).SelectMany(layers => layers.Skip(1));
        var cost = Of(graph.Layers);
        return cost with { Parameters = cost.Parameters - Of(repeated).Parameters };
    }

    public static GraphCost Of(LayerBlock block) => Of(block.Layers);

    public static GraphCost Of(IEnumerable<Layer> layers) => layers.Aggregate(None, (cost, layer) => cost + layer.Cost);

    /// <summary>A matrix times each of some cells, with a bias or without.</summary>
    public static GraphCost OfProducts(long outputs, long inputs, bool bias, long cells) =>
        new((outputs * inputs) + (bias ? outputs : 0), outputs * inputs * cells);
}
