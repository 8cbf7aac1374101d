using Emo.Codegen.Graph;

namespace Emo.Onnx.Layers;

/// <summary>
/// The values of an attention as [tokens, channels]: the tokens themselves, or their projection and its activation.
/// The projection works on tokens of padding too, whose value is the activation of the bias.
/// </summary>
internal sealed class ValueNodes(OnnxGraph graph, WindowAttentionLayer layer, TensorSource weights)
{
    public string Emit(string tokens)
    {
        if (layer.Value is not { } value)
            return tokens;
        string[] bias = layer.Bias ? [graph.Floats("bias", weights(layer.Name + ".v.conv.bias"), value.Width)] : [];
        string projected = value.Groups == 1 ? Dense(tokens, value, bias) : Grouped(tokens, value, bias);
        return ActivationNodes.Emit(graph, value.Activation, projected);
    }

    private string Dense(string tokens, ValueProjection value, string[] bias)
    {
        string weight = graph.Floats("weight", weights(layer.Name + ".v.conv.weight"), value.Width, layer.Input.Channels);
        return graph.Node("Gemm", [tokens, weight, .. bias], NodeAttribute.Integer("transB", 1));
    }

    /// <summary>A grouped convolution over a map that is one column of tokens.</summary>
    private string Grouped(string tokens, ValueProjection value, string[] bias)
    {
        string weight = graph.Floats(
            "weight", weights(layer.Name + ".v.conv.weight"), value.Width, layer.Input.Channels / value.Groups, 1, 1);
        string column = graph.Transpose(graph.Reshape(tokens, 1, layer.Tokens, 1, layer.Input.Channels), 0, 3, 1, 2);
        string projected = graph.Node(
            "Conv", [column, weight, .. bias], NodeAttribute.Integers("kernel_shape", 1, 1), NodeAttribute.Integer("group", value.Groups));
        return graph.Reshape(graph.Transpose(projected, 0, 2, 3, 1), layer.Tokens, value.Width);
    }
}
