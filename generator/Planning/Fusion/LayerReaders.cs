using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// Who reads each layer's map: what may be fused or overwritten, and how many zero cells a map needs at the ends of its rows.
/// </summary>
internal sealed class LayerReaders
{
    private readonly ILookup<int, Layer> _readers;
    private readonly HashSet<int> _outputs;

    public LayerReaders(LayerGraph graph)
    {
        _readers = graph.Layers
            .SelectMany(layer => layer.Inputs.Distinct().Select(input => (input, layer)))
            .ToLookup(pair => pair.input, pair => pair.layer);
        _outputs = [.. graph.Outputs.Select(output => output.Layer)];
    }

    /// <summary>The layer that reads this one's map, if it is one and the caller does not get the map.</summary>
    public Layer? Sole(Layer layer) => Sole(layer.Id);

    /// <summary>True if nothing but <paramref name="reader"/> reads the layer's map.</summary>
    public bool IsSole(int layer, Layer reader) => Sole(layer)?.Id == reader.Id;

    /// <summary>
    /// True if nothing outside the block reads the map that it reads first, so that it may write its result there. Outputs have been copied
    /// by then.
    /// </summary>
    public bool OwnsInput(LayerBlock block)
    {
        var own = block.Layers.Select(layer => layer.Id).ToList();
        return _readers[block.Layers[0].Inputs[0]].All(reader => own.Contains(reader.Id));
    }

    /// <summary>Zero cells at both ends of a row for all layers that read the map or a sum that is made in its place.</summary>
    public int Padding(Layer layer) => _readers[layer.Id].Select(PaddingFor).DefaultIfEmpty(0).Max();

    private Layer? Sole(int layer)
    {
        var readers = _readers[layer].Take(2).ToList();
        return readers.Count == 1 && !_outputs.Contains(layer) ? readers[0] : null;
    }

    private int PaddingFor(Layer reader) => reader is AddLayer ? Padding(reader) : reader.ZeroCells;
}
