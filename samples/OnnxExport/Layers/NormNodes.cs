using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>Layer norms, and the batch norms that no convolution could take.</summary>
internal static class NormNodes
{
    public static MapValue Batch(OnnxGraph graph, BatchNormLayer layer, TensorSource weights, MapValue input)
    {
        input = input.ToPlanar(graph);
        string[] inputs = [input.Name, Parameter("weight"), Parameter("bias"), Parameter("running_mean"), Parameter("running_var")];
        return input with { Name = graph.Node("BatchNormalization", inputs, NodeAttribute.Float("epsilon", layer.Epsilon)) };

        string Parameter(string name) => graph.Floats(name, weights($"{layer.Name}.{name}"), layer.Output.Channels);
    }

    public static MapValue Layer(OnnxGraph graph, LayerNormLayer layer, TensorSource weights, MapValue input)
    {
        input = input.ToCells(graph);
        return input with { Name = Layer(graph, layer, weights, input.Name) };
    }

    /// <summary>Over the last dimension, whatever the others.</summary>
    public static string Layer(OnnxGraph graph, LayerNormLayer layer, TensorSource weights, string cells) => graph.Node(
        "LayerNormalization",
        [
            cells,
            graph.Floats("weight", weights(layer.Name + ".weight"), layer.Output.Channels),
            graph.Floats("bias", weights(layer.Name + ".bias"), layer.Output.Channels),
        ],
        NodeAttribute.Integer("axis", -1),
        NodeAttribute.Float("epsilon", layer.Epsilon));
}
