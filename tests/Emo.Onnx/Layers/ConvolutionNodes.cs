using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>A convolution with the norms around it.</summary>
internal static class ConvolutionNodes
{
    public static MapValue Emit(OnnxGraph graph, ConvolutionLayer layer, FoldedConvolution folded, MapValue input)
    {
        int k = layer.Kernel;
        int p = layer.Padding;
        string weight = graph.Floats("weight", folded.Weight, layer.Output.Channels, layer.Input.Channels / layer.Groups, k, k);
        string[] bias = folded.Bias is null ? [] : [graph.Floats("bias", folded.Bias, layer.Output.Channels)];
        string output = graph.Node(
            "Conv",
            [input.ToPlanar(graph).Name, weight, .. bias],
            NodeAttribute.Integer("group", layer.Groups),
            NodeAttribute.Integers("kernel_shape", k, k),
            NodeAttribute.Integers("pads", p, p, p, p),
            NodeAttribute.Integers("strides", layer.Stride, layer.Stride));
        return new MapValue(output, layer.Output, MapLayout.Planar);
    }
}
