using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>
/// From a map to the tokens of its dilated windows, [windows * window tokens, channels], and back. A window's cells lie as
/// far apart as there are windows, so that the partition is one reshape and one transpose.
/// </summary>
internal sealed class WindowGrid(OnnxGraph graph, WindowAttentionLayer layer)
{
    private readonly int _paddedHeight = layer.WindowRows * layer.WindowHeight;
    private readonly int _paddedWidth = layer.WindowColumns * layer.WindowWidth;

    private bool IsPadded => layer.Tokens != layer.Input.Cells;

    /// <summary>One window over the whole map has its tokens in the order of the map.</summary>
    private bool IsSingle => layer.WindowRows == 1 && layer.WindowColumns == 1;

    public string Partition(MapValue map)
    {
        string cells = map.ToCells(graph).Name;
        if (IsPadded)
        {
            cells = graph.Node(
                "Pad", [cells, graph.Integers(0, 0, 0, 0, 0, _paddedHeight - layer.Input.Height, _paddedWidth - layer.Input.Width, 0)]);
        }

        if (!IsSingle)
        {
            cells = graph.Reshape(
                cells, layer.WindowHeight, layer.WindowRows, layer.WindowWidth, layer.WindowColumns, layer.Input.Channels);
            cells = graph.Transpose(cells, 1, 3, 0, 2, 4);
        }

        return graph.Reshape(cells, layer.Tokens, layer.Input.Channels);
    }

    /// <param name="attended">[windows, heads, window tokens, channels of a head].</param>
    public MapValue Merge(string attended)
    {
        long channels = layer.Output.Channels / layer.Heads;
        string cells;
        if (IsSingle)
        {
            cells = graph.Transpose(attended, 0, 2, 1, 3);
        }
        else
        {
            cells = graph.Reshape(
                attended, layer.WindowRows, layer.WindowColumns, layer.Heads, layer.WindowHeight, layer.WindowWidth, channels);
            cells = graph.Transpose(cells, 3, 0, 4, 1, 2, 5);
        }

        cells = graph.Reshape(cells, 1, _paddedHeight, _paddedWidth, layer.Output.Channels);
        if (IsPadded)
        {
            cells = graph.Node(
                "Slice", [cells, graph.Integers(0, 0), graph.Integers(layer.Output.Height, layer.Output.Width), graph.Integers(1, 2)]);
        }

        return new MapValue(cells, layer.Output, MapLayout.Cells);
    }
}
