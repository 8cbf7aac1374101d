using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>Squeeze-excite up to its gate: sums while the map is made, then mean, two 1x1 convolutions and the sigmoid.</summary>
internal sealed class SqueezeExcitePlanner
{
    private readonly PlanContext _context;
    private readonly SqueezeExciteLayer _layer;
    private readonly int _sums;

    public SqueezeExcitePlanner(PlanContext context, SqueezeExciteLayer layer)
    {
        _context = context;
        _layer = layer;
        _sums = context.NewBuffer("means", Align.ToLanes(layer.Output.Channels));
        context.Add(new ClearStep($"{layer.Name}: sums", _sums, Align.ToLanes(layer.Output.Channels)));
    }

    public Step Accumulate(MapView map) => new AccumulateStep($"{_layer.Name}: sums", map, _sums);

    /// <summary>Returns the buffer of the gate, a factor for each channel.</summary>
    public int Gate()
    {
        int channels = _layer.Output.Channels;
        var activation = (Activation)Enum.Parse(typeof(Activation), _layer.Activation.ToString());
        int reduced = _context.NewBuffer("reduced", Align.ToLanes(_layer.Reduced));
        int gate = _context.NewBuffer("gate", Align.ToLanes(channels));
        long reduceWeights = _context.Pointwise(new LinearSource($"{_layer.Name}.conv_reduce", _layer.Reduced, channels, Bias: true));
        long expandWeights = _context.Pointwise(new LinearSource($"{_layer.Name}.conv_expand", channels, _layer.Reduced, Bias: true));
        _context.Add(new MeanStep($"{_layer.Name}: means", _sums, channels, _layer.Output.Cells));
        _context.Add(new LinearStep($"{_layer.Name}.conv_reduce", _sums, reduced, channels, _layer.Reduced, activation, reduceWeights));
        _context.Add(new LinearStep($"{_layer.Name}.conv_expand", reduced, gate, _layer.Reduced, channels, Activation.Sigmoid, expandWeights));
        return gate;
    }
}
