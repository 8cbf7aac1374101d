using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>The tensors that the layers have in a checkpoint, in the order of the network. Layers that share theirs name them once.</summary>
internal static class StateDictPlanner
{
    public static EquatableArray<StateTensors> Plan(LayerGraph graph) =>
        graph.Layers.SelectMany(Of).Distinct().ToEquatableArray();

    private static IEnumerable<StateTensors> Of(Layer layer)
    {
        switch (layer)
        {
            case ConvolutionLayer conv:
                yield return Convolution(conv.Name, conv.Output.Channels, conv.Input.Channels / conv.Groups, conv.Kernel, conv.Bias);
                break;
            case LinearLayer linear:
                yield return new StateTensors(StateTensorKind.Linear, linear.Name, linear.Output.Channels, linear.Input.Channels, 1, true);
                break;
            case BatchNormLayer:
                yield return new StateTensors(StateTensorKind.BatchNorm, layer.Name, layer.Output.Channels, 0, 0, false);
                break;
            case LayerNormLayer:
                yield return new StateTensors(StateTensorKind.LayerNorm, layer.Name, layer.Output.Channels, 0, 0, false);
                break;
            case SqueezeExciteLayer se:
                yield return Convolution($"{se.Name}.conv_reduce", se.Reduced, se.Output.Channels, 1, bias: true);
                yield return Convolution($"{se.Name}.conv_expand", se.Output.Channels, se.Reduced, 1, bias: true);
                break;
            case WindowAttentionLayer attention:
                int channels = attention.Input.Channels;
                yield return Convolution($"{attention.Name}.qk.conv", 2 * channels, channels, 1, attention.Bias);
                if (attention.Value is { } value)
                    yield return Convolution($"{attention.Name}.v.conv", value.Width, channels / value.Groups, 1, attention.Bias);
                break;
        }
    }

    private static StateTensors Convolution(string name, int outputs, int inputs, int kernel, bool bias) =>
        new(StateTensorKind.Convolution, name, outputs, inputs, kernel, bias);
}
