using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>The global mean and the linear layers after it.</summary>
internal static class HeadNodes
{
    /// <summary>In whatever layout the map has.</summary>
    public static MapValue Mean(OnnxGraph graph, GlobalMeanLayer layer, MapValue input)
    {
        var axes = input.Layout switch
        {
            MapLayout.Planar => NodeAttribute.Integers("axes", 2, 3),
            MapLayout.Cells => NodeAttribute.Integers("axes", 1, 2),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.Layout, "There is no mean of this layout."),
        };
        string mean = graph.Node("ReduceMean", [input.Name], axes, NodeAttribute.Integer("keepdims", 0));
        return new MapValue(mean, layer.Output, MapLayout.Vector);
    }

    public static MapValue Linear(OnnxGraph graph, LinearLayer layer, TensorSource weights, MapValue input)
    {
        string weight = graph.Floats("weight", weights(layer.Name + ".weight"), layer.Output.Channels, layer.Input.Channels);
        string bias = graph.Floats("bias", weights(layer.Name + ".bias"), layer.Output.Channels);
        string output = graph.Node("Gemm", [input.Name, weight, bias], NodeAttribute.Integer("transB", 1));
        return new MapValue(output, layer.Output, MapLayout.Vector);
    }
}
