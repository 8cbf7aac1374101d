using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>Mean over the map, two 1x1 convolutions, sigmoid, product.</summary>
internal static class SqueezeExciteNodes
{
    public static MapValue Emit(OnnxGraph graph, SqueezeExciteLayer layer, TensorSource weights, MapValue input)
    {
        input = input.ToPlanar(graph);
        string mean = graph.Node("ReduceMean", [input.Name], NodeAttribute.Integers("axes", 2, 3), NodeAttribute.Integer("keepdims", 1));
        string reduced = Pointwise(graph, layer.Name + ".conv_reduce", weights, mean, layer.Output.Channels, layer.Reduced);
        reduced = ActivationNodes.Emit(graph, layer.Activation, reduced);
        string expanded = Pointwise(graph, layer.Name + ".conv_expand", weights, reduced, layer.Reduced, layer.Output.Channels);
        string gate = graph.Node("Sigmoid", [expanded]);
        return input with { Name = graph.Node("Mul", [input.Name, gate]) };
    }

    private static string Pointwise(OnnxGraph graph, string name, TensorSource weights, string input, int inputs, int outputs) =>
        graph.Node(
            "Conv",
            [
                input,
                graph.Floats("weight", weights(name + ".weight"), outputs, inputs, 1, 1),
                graph.Floats("bias", weights(name + ".bias"), outputs),
            ],
            NodeAttribute.Integers("kernel_shape", 1, 1));
}
