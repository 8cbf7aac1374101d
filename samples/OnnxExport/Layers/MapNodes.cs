using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>What necks and heads do to maps besides convolutions.</summary>
internal static class MapNodes
{
    public static MapValue Concatenate(OnnxGraph graph, ConcatenateLayer layer, IEnumerable<MapValue> inputs) => new(
        graph.Node("Concat", [.. inputs.Select(input => input.ToPlanar(graph).Name)], NodeAttribute.Integer("axis", 1)),
        layer.Output,
        MapLayout.Planar);

    /// <summary>A layer scale that no convolution could take.</summary>
    public static MapValue Scale(OnnxGraph graph, ScaleLayer layer, TensorSource weights, MapValue input)
    {
        input = input.ToPlanar(graph);
        string factors = graph.Floats("gamma", weights(layer.Name + ".gamma"), 1, layer.Output.Channels, 1, 1);
        return input with { Name = graph.Node("Mul", [input.Name, factors]) };
    }

    /// <summary>A map of one cell is the same in every cell, however it is resized.</summary>
    public static MapValue Resize(OnnxGraph graph, ResizeLayer layer, MapValue input)
    {
        string map = input.ToPlanar(graph).Name;
        var (channels, height, width) = layer.Output;
        if (layer.Input.Cells == 1)
            return new MapValue(graph.Node("Expand", [map, graph.Integers(1, channels, height, width)]), layer.Output, MapLayout.Planar);
        var (mode, coordinates) = layer.Kind switch
        {
            ResizeKind.Nearest => ("nearest", "asymmetric"),
            ResizeKind.Bilinear => ("linear", "half_pixel"),
            _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Kind, "The exporter does not know this kind of resize."),
        };
        string resized = graph.Node(
            "Resize",
            [map, "", "", graph.Integers(1, channels, height, width)],
            NodeAttribute.Text("mode", mode),
            NodeAttribute.Text("coordinate_transformation_mode", coordinates),
            NodeAttribute.Text("nearest_mode", "floor"));
        return new MapValue(resized, layer.Output, MapLayout.Planar);
    }

    /// <summary>ONNX has no operator for it: a product with the weights of the rows, and one with those of the columns.</summary>
    public static MapValue AdaptiveMean(OnnxGraph graph, AdaptiveMeanLayer layer, MapValue input)
    {
        float[] columns = Means(layer.Input.Width, layer.Output.Width);
        string ofColumns = graph.Node(
            "MatMul",
            [input.ToPlanar(graph).Name, graph.Transpose(graph.Floats("columns", columns, layer.Output.Width, layer.Input.Width), 1, 0)]);
        string rows = graph.Floats("rows", Means(layer.Input.Height, layer.Output.Height), layer.Output.Height, layer.Input.Height);
        return new MapValue(graph.Node("MatMul", [rows, ofColumns]), layer.Output, MapLayout.Planar);
    }

    /// <summary>For each output the weights of the inputs: 1 over their number from floor(i in / out) to ceil((i + 1) in / out).</summary>
    private static float[] Means(int inputs, int outputs)
    {
        float[] weights = new float[outputs * inputs];
        for (int i = 0; i < outputs; i++)
        {
            int begin = i * inputs / outputs;
            int end = (((i + 1) * inputs) + outputs - 1) / outputs;
            weights.AsSpan((i * inputs) + begin, end - begin).Fill(1f / (end - begin));
        }

        return weights;
    }
}
