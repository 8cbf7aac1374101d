using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>Squeeze-excite of a map up to its gate: sums of rows while the map is made, then means, two 1x1 convolutions and the sigmoid.</summary>
internal sealed class SqueezeExcitePlanner(PlanContext context, SqueezeExciteLayer layer, MapView map)
{
    private readonly MeanPlanner _mean = new(context, layer.Name, map);

    public Step RowSums => _mean.RowSums;

    /// <summary>Returns the buffer of the gate, a factor for each channel.</summary>
    public int Gate()
    {
        int channels = layer.Output.Channels;
        var activation = (Activation)Enum.Parse(typeof(Activation), layer.Activation.ToString());
        int means = _mean.Mean();
        int reduced = context.NewBuffer("reduced", Align.ToLanes(layer.Reduced));
        int gate = context.NewBuffer("gate", Align.ToLanes(channels));
        long reduceWeights = context.Pointwise(new LinearSource($"{layer.Name}.conv_reduce", layer.Reduced, channels, Bias: true));
        long expandWeights = context.Pointwise(new LinearSource($"{layer.Name}.conv_expand", channels, layer.Reduced, Bias: true));
        context.Add(new LinearStep($"{layer.Name}.conv_reduce", means, reduced, channels, layer.Reduced, activation, reduceWeights));
        context.Add(new LinearStep($"{layer.Name}.conv_expand", reduced, gate, layer.Reduced, channels, Activation.Sigmoid, expandWeights));
        return gate;
    }
}
