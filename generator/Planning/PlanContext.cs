using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>What the block planners share: they append steps, ask for buffers, and lay out weights in execution order.</summary>
internal sealed class PlanContext
{
    private readonly List<ArenaBuffer> _buffers = [];
    private readonly List<PackedWeights> _weights = [];
    private readonly Dictionary<PackedWeights, long> _offsets = [];
    private readonly List<Step> _steps = [];
    private readonly Dictionary<int, MapView> _results = [];

    public IReadOnlyList<PackedWeights> Weights => _weights;

    public long WeightBytes { get; private set; }

    /// <summary>Where the results of layers lie, by the layers' ids.</summary>
    public IReadOnlyDictionary<int, MapView> Results => _results;

    /// <summary>The buffers by id, not placed yet and without lifetimes.</summary>
    public IReadOnlyList<ArenaBuffer> Buffers => _buffers;

    public void Add(Step step) => _steps.Add(step);

    /// <summary>Says where the result of a layer will be. A layer that is folded into another one has no place.</summary>
    public void Place(Layer layer, MapView result) => _results[layer.Id] = result;

    /// <summary>The same for a layer whose result is a vector.</summary>
    public void Place(Layer layer, int vector) => Place(layer, new MapView(vector, MapLayout.Vector(layer.Output.Channels)));

    /// <summary>The steps added since the last call.</summary>
    public EquatableArray<Step> TakeSteps()
    {
        var steps = _steps.ToEquatableArray();
        _steps.Clear();
        return steps;
    }

    /// <summary>A buffer that the workers share, or one for each of them.</summary>
    public int NewBuffer(string name, long bytes, bool perWorker = false)
    {
        _buffers.Add(new ArenaBuffer(_buffers.Count, name, bytes, perWorker, Offset: 0, First: 0, Last: 0));
        return _buffers.Count - 1;
    }

    /// <summary>A vector of channels, shared by the workers.</summary>
    public int NewVector(string name, int channels) => NewBuffer(name, MapLayout.Vector(channels).Bytes);

    /// <summary>A map of which all rows are stored, shared by the workers.</summary>
    public MapView NewMap(string name, MapShape shape, int padding = 0) =>
        NewMap(name, MapLayout.Dense(shape.Channels, shape.Height, shape.Width) with { Padding = padding }, perWorker: false);

    /// <summary>
    /// A map that lies as the layout says; with <paramref name="perWorker"/> each worker has the rows that it is working on.
    /// </summary>
    public MapView NewMap(string name, MapLayout layout, bool perWorker) => new(NewBuffer(name, layout.Bytes, perWorker), layout);

    public long Pointwise(LinearSource source) => Reserve(
        WeightLayout.Pointwise(source.Outputs, source.InnermostInputs), (offset, bytes) => new PointwiseWeights(offset, bytes, source));

    public long Convolution(ConvolutionSource source) => Reserve(
        WeightLayout.Convolution(source.Outputs, source.Inputs, source.KernelSize),
        (offset, bytes) => new ConvolutionWeights(offset, bytes, source));

    public long PanelConvolution(ConvolutionSource source) => Reserve(
        WeightLayout.Convolution(source.Outputs, source.Inputs, source.KernelSize),
        (offset, bytes) => new PanelConvolutionWeights(offset, bytes, source));

    public long Winograd(ConvolutionSource source) => Reserve(
        WeightLayout.Winograd(source.Outputs, source.Inputs), (offset, bytes) => new WinogradWeights(offset, bytes, source));

    public long Depthwise(string name, int channels, int kernelSize, BatchNormSource? norm) => Reserve(
        WeightLayout.Depthwise(channels, kernelSize),
        (offset, bytes) => new DepthwiseWeights(offset, bytes, name, channels, kernelSize, norm));

    public long LayerNorm(LayerNormLayer norm) => Reserve(
        WeightLayout.Norm(norm.Output.Channels), (offset, bytes) => new LayerNormWeights(offset, bytes, norm.Name, norm.Output.Channels));

    public long BatchNorm(BatchNormSource norm) => Reserve(
        WeightLayout.Norm(norm.Channels), (offset, bytes) => new BatchNormWeights(offset, bytes, norm));

    public long LayerScale(LayerScaleSource scale) => Reserve(
        WeightLayout.Norm(scale.Channels), (offset, bytes) => new LayerScaleWeights(offset, bytes, scale));

    /// <summary>Layers that share their weights, as a head on several levels does, share the packed ones too.</summary>
    private long Reserve(long floats, Func<long, long, PackedWeights> create)
    {
        long bytes = floats * sizeof(float);
        var source = create(0, bytes);
        if (_offsets.TryGetValue(source, out long offset))
            return offset;
        offset = WeightBytes;
        _offsets.Add(source, offset);
        _weights.Add(source with { Offset = offset });
        WeightBytes += bytes;
        return offset;
    }
}
