using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>Convolutions with the norms around them. Layers of one name share their weights.</summary>
internal sealed class ConvolutionNodes(OnnxGraph graph, NormFolding folding, TensorSource weights)
{
    private readonly Dictionary<string, string[]> _parameters = new(StringComparer.Ordinal);

    public MapValue Emit(ConvolutionLayer layer, MapValue input)
    {
        int k = layer.KernelSize;
        int p = layer.Padding;
        if (!_parameters.TryGetValue(layer.Name, out string[]? parameters))
            _parameters.Add(layer.Name, parameters = Parameters(layer));
        string output = graph.Node(
            "Conv",
            [input.ToPlanar(graph).Name, .. parameters],
            NodeAttribute.Integer("group", layer.Groups),
            NodeAttribute.Integers("kernel_shape", k, k),
            NodeAttribute.Integers("pads", p, p, p, p),
            NodeAttribute.Integers("strides", layer.Stride, layer.Stride),
            NodeAttribute.Integers("dilations", layer.Dilation, layer.Dilation));
        return new MapValue(output, layer.Output, MapLayout.Planar);
    }

    private string[] Parameters(ConvolutionLayer layer)
    {
        var folded = FoldedConvolution.Of(layer, folding, weights);
        string weight = graph.Floats(
            "weight", folded.Weight, layer.Output.Channels, layer.Input.Channels / layer.Groups, layer.KernelSize, layer.KernelSize);
        return folded.Bias is null ? [weight] : [weight, graph.Floats("bias", folded.Bias, layer.Output.Channels)];
    }
}
