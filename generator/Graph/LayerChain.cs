using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Appends layers one after the other, inferring shapes. <see cref="Last"/> is the layer that the next one reads.</summary>
internal sealed class LayerChain(Layer input, int firstId)
{
    private readonly List<Layer> _layers = [];

    public Layer Last { get; private set; } = input;

    public LayerBlock ToBlock(BlockId id, string title, string detail) => new(id, title, detail, _layers.ToEquatableArray());

    /// <summary>The next layer reads this one, which may be of any block before.</summary>
    public void ReadFrom(Layer layer) => Last = layer;

    public ConvolutionLayer Convolution(string name, int outputs, int kernelSize, int stride, int groups, bool bias, int dilation = 1)
    {
        int extent = (dilation * (kernelSize - 1)) + 1;
        var shape = new MapShape(outputs, Strided(Last.Output.Height, extent, stride), Strided(Last.Output.Width, extent, stride));
        var layer = new ConvolutionLayer(NextId, name, FromLast, Last.Output, shape, kernelSize, stride, dilation, groups, bias);
        Append(layer);
        return layer;
    }

    /// <summary>mmcv's <c>ConvModule</c> with a norm: a convolution without bias, batch norm, activation.</summary>
    public void ConvolutionModule(
        string name,
        int outputs,
        int kernelSize,
        double normEpsilon,
        ActivationKind activation,
        int stride = 1,
        int groups = 1,
        int dilation = 1)
    {
        Convolution($"{name}.conv", outputs, kernelSize, stride, groups, bias: false, dilation);
        Append(new BatchNormLayer(NextId, $"{name}.bn", FromLast, Last.Output, normEpsilon));
        Activation(activation);
    }

    /// <summary>
    /// A norm as upstream registers it, or null for none: a layer norm is wrapped in a module of its own, which adds <c>.norm</c> to its
    /// name.
    /// </summary>
    public Layer? Norm(string name, NormKind kind, double epsilon)
    {
        Layer? norm = kind switch
        {
            NormKind.Batch => new BatchNormLayer(NextId, name, FromLast, Last.Output, epsilon),
            NormKind.Layer => new LayerNormLayer(NextId, name + ".norm", FromLast, Last.Output, epsilon),
            NormKind.None => null,
        };
        if (norm is not null)
            Append(norm);
        return norm;
    }

    public ActivationLayer? Activation(ActivationKind kind)
    {
        if (kind == ActivationKind.None)
            return null;
        var layer = new ActivationLayer(NextId, FromLast, Last.Output, kind);
        Append(layer);
        return layer;
    }

    /// <summary>Does nothing for a ratio of 0. Rounds as upstream does: half to even.</summary>
    public SqueezeExciteLayer? SqueezeExcite(string name, double ratio, ActivationKind activation)
    {
        if (ratio == 0)
            return null;
        int reduced = (int)Math.Round(Last.Output.Channels * ratio, MidpointRounding.ToEven);
        var layer = new SqueezeExciteLayer(NextId, name, FromLast, Last.Output, reduced, activation);
        Append(layer);
        return layer;
    }

    public WindowAttentionLayer WindowAttention(
        string name, WindowKind kind, int windowSize, int heads, bool bias, ValueProjection? value)
    {
        var shape = Last.Output;
        var layer = new WindowAttentionLayer(
            NextId,
            name,
            FromLast,
            shape,
            value is null ? shape : shape with { Channels = value.Width },
            kind,
            windowSize > 0 ? windowSize : shape.Height,
            windowSize > 0 ? windowSize : shape.Width,
            heads,
            bias,
            value);
        Append(layer);
        return layer;
    }

    /// <summary>A factor for each channel.</summary>
    public ScaleLayer Scale(string name)
    {
        var layer = new ScaleLayer(NextId, name, FromLast, Last.Output);
        Append(layer);
        return layer;
    }

    /// <summary>The sum of another map and the last one, which may be the same.</summary>
    public AddLayer Add(Layer other)
    {
        var layer = new AddLayer(NextId, new[] { other.Id, Last.Id }.ToEquatableArray(), Last.Output);
        Append(layer);
        return layer;
    }

    public void Concatenate(IReadOnlyList<Layer> maps)
    {
        var shape = maps[0].Output with { Channels = maps.Sum(map => map.Output.Channels) };
        Append(new ConcatenateLayer(NextId, maps.Select(map => map.Id).ToEquatableArray(), shape));
    }

    /// <summary>Does nothing for a map that has the size.</summary>
    public void Resize(int height, int width, ResizeKind kind)
    {
        var shape = new MapShape(Last.Output.Channels, height, width);
        if (shape != Last.Output)
            Append(new ResizeLayer(NextId, FromLast, Last.Output, shape, kind));
    }

    public void AdaptiveMean(int size) =>
        Append(new AdaptiveMeanLayer(NextId, FromLast, Last.Output, new MapShape(Last.Output.Channels, size, size)));

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

    private static int Strided(int size, int extent, int stride)
    {
        int padding = (extent - stride + 1) / 2;
        return ((size + (2 * padding) - extent) / stride) + 1;
    }
}
