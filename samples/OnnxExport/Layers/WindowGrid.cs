using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>
/// From a map to the tokens of its windows, and back. Tiles are neighbouring cells, and the cells of a dilated window lie as far apart as
/// there are windows: either way the partition is one reshape and one transpose. Tokens are [tokens, channels], in the order of the
/// windows, or in that of the padded map where several patterns share them.
/// </summary>
internal sealed class WindowGrid(OnnxGraph graph, WindowAttentionLayer layer)
{
    private readonly int _paddedHeight = layer.WindowRows * layer.WindowHeight;
    private readonly int _paddedWidth = layer.WindowColumns * layer.WindowWidth;

    private bool IsPadded => layer.Tokens != layer.Input.Cells;

    /// <summary>One window over the whole map has its tokens in the order of the map.</summary>
    private bool IsSingle => layer.WindowRows == 1 && layer.WindowColumns == 1;

    /// <summary>The padded map's cells in the order of the map.</summary>
    public string Tokens(MapValue map) => graph.Reshape(Pad(map), layer.Tokens, layer.Input.Channels);

    /// <summary>The same in the order of the windows.</summary>
    public string Partition(MapValue map, bool isDilated)
    {
        string cells = Pad(map);
        if (!IsSingle)
        {
            cells = isDilated
                ? graph.Transpose(
                    graph.Reshape(
                        cells, layer.WindowHeight, layer.WindowRows, layer.WindowWidth, layer.WindowColumns, layer.Input.Channels),
                    1, 3, 0, 2, 4)
                : graph.Transpose(
                    graph.Reshape(
                        cells, layer.WindowRows, layer.WindowHeight, layer.WindowColumns, layer.WindowWidth, layer.Input.Channels),
                    0, 2, 1, 3, 4);
        }

        return graph.Reshape(cells, layer.Tokens, layer.Input.Channels);
    }

    /// <summary>
    /// Tokens in the order of the map to [windows, heads, window tokens, channels of a head], or with the last two exchanged, as keys are
    /// multiplied.
    /// </summary>
    public string Heads(string tokens, int headWidth, bool isDilated, bool channelsFirst)
    {
        long[] permutation = (isDilated, channelsFirst) switch
        {
            (true, false) => [1, 3, 4, 0, 2, 5],
            (true, true) => [1, 3, 4, 5, 0, 2],
            (false, false) => [0, 2, 4, 1, 3, 5],
            (false, true) => [0, 2, 4, 5, 1, 3],
        };
        string cells = isDilated
            ? graph.Reshape(
                tokens, layer.WindowHeight, layer.WindowRows, layer.WindowWidth, layer.WindowColumns, layer.Heads, headWidth)
            : graph.Reshape(
                tokens, layer.WindowRows, layer.WindowHeight, layer.WindowColumns, layer.WindowWidth, layer.Heads, headWidth);
        long windows = layer.WindowRows * layer.WindowColumns;
        cells = graph.Transpose(cells, permutation);
        return channelsFirst
            ? graph.Reshape(cells, windows, layer.Heads, headWidth, layer.WindowTokens)
            : graph.Reshape(cells, windows, layer.Heads, layer.WindowTokens, headWidth);
    }

    /// <summary>Back to the padded map, [1, height, width, channels].</summary>
    /// <param name="attended">[windows, heads, window tokens, channels of a head].</param>
    /// <param name="isDilated">Which pattern the cells go back to.</param>
    public string Merge(string attended, bool isDilated)
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
            cells = isDilated ? graph.Transpose(cells, 3, 0, 4, 1, 2, 5) : graph.Transpose(cells, 0, 3, 1, 4, 2, 5);
        }

        return graph.Reshape(cells, 1, _paddedHeight, _paddedWidth, layer.Output.Channels);
    }

    /// <summary>The map without its padding.</summary>
    public MapValue Crop(string cells)
    {
        if (IsPadded)
        {
            cells = graph.Node(
                "Slice", [cells, graph.Integers(0, 0), graph.Integers(layer.Output.Height, layer.Output.Width), graph.Integers(1, 2)]);
        }

        return new MapValue(cells, layer.Output, MapLayout.Cells);
    }

    private string Pad(MapValue map)
    {
        string cells = map.ToCells(graph).Name;
        return IsPadded
            ? graph.Node(
                "Pad", [cells, graph.Integers(0, 0, 0, 0, 0, _paddedHeight - layer.Input.Height, _paddedWidth - layer.Input.Width, 0)])
            : cells;
    }
}
