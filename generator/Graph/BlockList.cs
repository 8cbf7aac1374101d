namespace Emo.Codegen.Graph;

/// <summary>The blocks of a graph while it is built. Layer 0 is the input; a new block numbers its layers behind those before it.</summary>
internal sealed class BlockList
{
    private readonly List<LayerBlock> _blocks = [];
    private int _nextId = 1;

    public IReadOnlyList<LayerBlock> Items => _blocks;

    public LayerChain NewChain(Layer input) => new(input, _nextId);

    /// <summary>The last layer of the block, the one that others read.</summary>
    public Layer Add(LayerBlock block)
    {
        _blocks.Add(block);
        _nextId += block.Layers.Count;
        return block.Layers[block.Layers.Count - 1];
    }
}
