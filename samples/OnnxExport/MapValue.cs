using Emo.Codegen.Graph;

namespace Emo.Onnx;

/// <summary>How a map's values lie.</summary>
internal enum MapLayout
{
    /// <summary>[1, channels, height, width], as convolutions want it.</summary>
    Planar,

    /// <summary>[1, height, width, channels], as layer norms and attention want it.</summary>
    Cells,

    /// <summary>[1, channels]: a map of one cell, as linear layers want it.</summary>
    Vector,
}

/// <summary>A map somewhere in the ONNX graph.</summary>
internal sealed record MapValue(string Name, MapShape Shape, MapLayout Layout)
{
    /// <summary>The map's dimensions in its layout.</summary>
    public long[] Dimensions => Layout switch
    {
        MapLayout.Planar => [1, Shape.Channels, Shape.Height, Shape.Width],
        MapLayout.Cells => [1, Shape.Height, Shape.Width, Shape.Channels],
        MapLayout.Vector => [1, Shape.Channels],
        _ => throw Unknown(),
    };

    public MapValue ToPlanar(OnnxGraph graph) => Layout switch
    {
        MapLayout.Planar => this,
        MapLayout.Cells => new MapValue(graph.Transpose(Name, 0, 3, 1, 2), Shape, MapLayout.Planar),
        MapLayout.Vector => new MapValue(graph.Reshape(Name, 1, Shape.Channels, 1, 1), Shape, MapLayout.Planar),
        _ => throw Unknown(),
    };

    public MapValue ToCells(OnnxGraph graph) => Layout switch
    {
        MapLayout.Planar => new MapValue(graph.Transpose(Name, 0, 2, 3, 1), Shape, MapLayout.Cells),
        MapLayout.Cells => this,
        MapLayout.Vector => throw new InvalidOperationException($"{Name} is a vector, not a map."),
        _ => throw Unknown(),
    };

    private ArgumentOutOfRangeException Unknown() => new(nameof(Layout), Layout, $"{Name} has a layout that the exporter does not know.");
}
