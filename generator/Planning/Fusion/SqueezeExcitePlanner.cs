using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// Squeeze-excite of a map up to its gate: sums of rows while the map is made, then means, two 1x1 convolutions and the sigmoid.
/// </summary>
internal sealed class SqueezeExcitePlanner(PlanContext context, SqueezeExciteLayer layer, MapView map)
{
    private readonly MeanPlanner _mean = new(context, layer.Name, map);

    public Step RowSums => _mean.RowSums;

    /// <summary>Returns the buffer of the gate, a factor for each channel.</summary>
    public int Gate()
    {
        int channels = layer.Output.Channels;
        int means = _mean.Mean();
        int reduced = context.NewVector("reduced", layer.Reduced);
        int gate = context.NewVector("gate", channels);
        Add($"{layer.Name}.conv_reduce", means, reduced, channels, layer.Reduced, layer.Activation);
        Add($"{layer.Name}.conv_expand", reduced, gate, layer.Reduced, channels, ActivationKind.Sigmoid);
        return gate;
    }

    private void Add(string name, int source, int target, int inputs, int outputs, ActivationKind activation)
    {
        long weights = context.Pointwise(new LinearSource(name, outputs, inputs, Bias: true));
        context.Add(new LinearStep(name, source, target, inputs, outputs, activation, weights));
    }
}
