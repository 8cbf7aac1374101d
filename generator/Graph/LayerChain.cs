using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Appends layers one after the other, inferring shapes. <see cref="Last"/> is the layer that the next one reads.</summary>
internal sealed class LayerChain(Layer input, int firstId)
{
    /// <summary>Upstream's <c>get_norm</c> gives every norm of the network this epsilon.</summary>
    private const double NormEpsilon = 1e-6;

    private readonly List<Layer> _layers = [];

    public Layer Last { get; private set; } = input;

    public LayerBlock ToBlock(string name, string summary) => new(name, summary, _layers.ToEquatableArray());

    public void Convolution(string name, int outputs, int kernel, int stride, int groups, bool bias)
    {
        var shape = new MapShape(outputs, Strided(Last.Output.Height, kernel, stride), Strided(Last.Output.Width, kernel, stride));
        Append(new ConvolutionLayer(NextId, name, FromLast, Last.Output, shape, kernel, stride, Dilation: 1, groups, bias));
    }

    /// <summary>A norm as upstream registers it: a layer norm is wrapped in a module of its own, which adds <c>.norm</c> to its name.</summary>
    public void Norm(string name, NormKind kind) => Append(kind == NormKind.Layer
        ? new LayerNormLayer(NextId, name + ".norm", FromLast, Last.Output, NormEpsilon)
        : new BatchNormLayer(NextId, name, FromLast, Last.Output, NormEpsilon));

    public void Activation(ActivationKind kind)
    {
        if (kind != ActivationKind.None)
            Append(new ActivationLayer(NextId, FromLast, Last.Output, kind));
    }

    /// <summary>Does nothing for a ratio of 0. Rounds as upstream does: half to even.</summary>
    public void SqueezeExcite(string name, double ratio, ActivationKind activation)
    {
        if (ratio > 0)
        {
            int reduced = (int)Math.Round(Last.Output.Channels * ratio, MidpointRounding.ToEven);
            Append(new SqueezeExciteLayer(NextId, name, FromLast, Last.Output, reduced, activation));
        }
    }

    public void WindowAttention(string name, int windowSize, int heads, bool bias, ValueProjection? value)
    {
        var shape = Last.Output;
        Append(new WindowAttentionLayer(
            NextId,
            name,
            FromLast,
            shape,
            value is null ? shape : shape with { Channels = value.Width },
            windowSize > 0 ? windowSize : shape.Height,
            windowSize > 0 ? windowSize : shape.Width,
            heads,
            bias,
            value));
    }

    public void Add(Layer other) =>
        Append(new AddLayer(NextId, new[] { other.Id, Last.Id }.ToEquatableArray(), Last.Output));

    public void GlobalMean() =>
        Append(new GlobalMeanLayer(NextId, FromLast, new MapShape(Last.Output.Channels, 1, 1)));

    public void Linear(string name, int outputs) =>
        Append(new LinearLayer(NextId, name, FromLast, Last.Output, new MapShape(outputs, 1, 1)));

    private int NextId => firstId + _layers.Count;

    private EquatableArray<int> FromLast => new[] { Last.Id }.ToEquatableArray();

    private void Append(Layer layer)
    {
        _layers.Add(layer);
        Last = layer;
    }

    private static int Strided(int size, int kernel, int stride)
    {
        int padding = (kernel - stride + 1) / 2;
        return ((size + (2 * padding) - kernel) / stride) + 1;
    }
}
