using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>Where the maps lie that blocks behind the backbone read, by layer, and the outputs that the caller gets.</summary>
internal sealed class LayerMaps(PlanContext context, LayerGraph graph)
{
    private readonly Dictionary<int, MapView> _views = [];

    /// <summary>The outputs in the graph's order, one after the other.</summary>
    public EquatableArray<PlanOutput> Outputs { get; } = Place(graph);

    public MapView this[int layer] => _views[layer];

    public bool Contains(int layer) => _views.ContainsKey(layer);

    /// <summary>A buffer for a map, with its zero cells already zero.</summary>
    public MapView New(string name, MapShape shape, int padding)
    {
        var view = context.NewMap(name, shape, padding);
        if (padding > 0)
            context.Add(new ZeroPaddingStep("zero cells left and right of the rows", view));
        return view;
    }

    /// <summary>Records a map whose place is known, and hands it to the caller where it is an output.</summary>
    public void Record(Layer layer, MapView view)
    {
        _views.Add(layer.Id, view);
        for (int i = 0; i < graph.Outputs.Count; i++)
        {
            if (graph.Outputs[i].Layer == layer.Id)
                context.Add(new PlanarOutputStep($"output {graph.Outputs[i].Name}", view, Outputs[i].Offset));
        }
    }

    /// <summary>Records the map of a layer, its result.</summary>
    public void Add(Layer layer, MapView view)
    {
        Record(layer, view);
        context.Place(layer, view);
    }

    /// <summary>Records the map of fused layers. It is the result of the last one only.</summary>
    public void Add(FusedLayers fused, MapView view)
    {
        foreach (var layer in fused.Layers)
            Record(layer, view);
        context.Place(fused.Last, view);
    }

    /// <summary>A layer's map with zero cells at both ends of its rows. A map without them is copied, once for all its readers.</summary>
    public MapView Padded(int layer, int padding)
    {
        var view = _views[layer];
        var layout = view.Layout;
        if (layout.Padding >= padding)
            return view;
        var padded = New("padded", new MapShape(layout.Channels, layout.Height, layout.Width), padding);
        context.Add(new ConcatenateStep("copied between zero cells", new[] { view }.ToEquatableArray(), padded));
        _views[layer] = padded;
        return padded;
    }

    private static EquatableArray<PlanOutput> Place(LayerGraph graph)
    {
        var outputs = new List<PlanOutput>();
        long offset = 0;
        foreach (var output in graph.Outputs)
        {
            outputs.Add(new PlanOutput(output.Name, output.Shape, offset));
            offset += output.Shape.Channels * output.Shape.Cells;
        }

        return outputs.ToEquatableArray();
    }
}
