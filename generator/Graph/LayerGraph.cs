namespace Emo.Codegen.Graph;

/// <summary>
/// The network as layers with inferred shapes, grouped into blocks, in execution order. <see cref="Outputs"/> are the
/// maps or the vector of logits that the network gives, by name. <see cref="IgnoredPrefixes"/> are of tensors that its
/// checkpoints have and it does not.
/// </summary>
internal sealed record LayerGraph(
    string Name,
    MapShape Input,
    EquatableArray<LayerBlock> Blocks,
    EquatableArray<GraphOutput> Outputs,
    EquatableArray<string> IgnoredPrefixes)
{
    /// <summary>Which of several state dicts of a training checkpoint goes first: <see cref="ITensorNames.PreferredKey"/>.</summary>
    public string? PreferredKey { get; init; }

    public IEnumerable<Layer> Layers => Blocks.SelectMany(block => block.Layers);
}

internal sealed record GraphOutput(string Name, int Layer, MapShape Shape);
