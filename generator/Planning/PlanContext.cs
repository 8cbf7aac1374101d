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

    public long WeightFloats { get; private set; }

    /// <summary>Where the results of layers lie, by the layers' ids.</summary>
    public IReadOnlyDictionary<int, MapView> Results => _results;

    /// <summary>The buffers by id, not placed yet and without lifetimes.</summary>
    public IReadOnlyList<ArenaBuffer> Buffers => _buffers;

    public void Add(Step step) => _steps.Add(step);

    /// <summary>Says where the result of a layer will be. A layer that is folded into another one has no place.</summary>
    public void Place(Layer layer, MapView result) => _results[layer.Id] = result;

    /// <summary>The same for a layer whose result is a vector.</summary>
    public void Place(Layer layer, int vector) => Place(layer, MapView.Dense(vector, layer.Output.Channels, 1, 1));

    /// <summary>The steps added since the last call.</summary>
    public EquatableArray<Step> TakeSteps()
    {
        var steps = _steps.ToEquatableArray();
        _steps.Clear();
        return steps;
    }

    /// <summary>A buffer that the workers share, or one for each of them.</summary>
    public int NewBuffer(string name, long floats, bool perWorker = false)
    {
        _buffers.Add(new ArenaBuffer(_buffers.Count, name, floats, perWorker, Offset: 0, First: 0, Last: 0));
        return _buffers.Count - 1;
    }

    /// <summary>A map of which all rows are stored, shared by the workers.</summary>
    public MapView NewMap(string name, int channels, int height, int width, int padding = 0) =>
        NewRows(name, new MapShape(channels, height, width), padding, height, perWorker: false);

    /// <summary>Rows of a map; with <paramref name="perWorker"/> each worker has those that it is working on.</summary>
    public MapView NewRows(string name, MapShape shape, int padding, int rows, bool perWorker) =>
        NewRows(name, shape, padding, rows, perWorker, Align.ToLanes(shape.Channels));

    /// <summary>The same for rows that a depthwise convolution reads.</summary>
    public MapView NewSpreadRows(string name, MapShape shape, int padding, int rows, bool perWorker) =>
        NewRows(name, shape, padding, rows, perWorker, Align.ToSpreadLanes(shape.Channels));

    private MapView NewRows(string name, MapShape shape, int padding, int rows, bool perWorker, int cellStride)
    {
        var view = new MapView(_buffers.Count, shape.Channels, shape.Height, shape.Width, padding, rows, cellStride);
        NewBuffer(name, view.Floats, perWorker);
        return view;
    }

    public long Pointwise(LinearSource source) =>
        Reserve((long)Align.ToLanes(source.Outputs) * (source.InnermostInputs + 1), (offset, floats) => new PointwiseWeights(offset, floats, source));

    public long Convolution(string name, int outputs, int inputs, int kernel, bool bias, BatchNormSource? norm) =>
        Reserve(
            (long)Align.ToLanes(outputs) * ((kernel * kernel * inputs) + 1),
            (offset, floats) => new ConvolutionWeights(offset, floats, name, outputs, inputs, kernel, bias, norm));

    public long PanelConvolution(string name, int outputs, int inputs, int kernel, bool bias, BatchNormSource? norm) =>
        Reserve(
            (long)Align.ToLanes(outputs) * ((kernel * kernel * inputs) + 1),
            (offset, floats) => new PanelConvolutionWeights(offset, floats, name, outputs, inputs, kernel, bias, norm));

    public long Depthwise(string name, int channels, int kernel, BatchNormSource norm) =>
        Reserve(
            (long)Align.ToLanes(channels) * ((kernel * kernel) + 1),
            (offset, floats) => new DepthwiseWeights(offset, floats, name, channels, kernel, norm));

    public long LayerNorm(string name, int channels) =>
        Reserve(2L * Align.ToLanes(channels), (offset, floats) => new LayerNormWeights(offset, floats, name, channels));

    public long BatchNorm(BatchNormSource norm) =>
        Reserve(2L * Align.ToLanes(norm.Channels), (offset, floats) => new BatchNormWeights(offset, floats, norm));

    /// <summary>Layers that share their weights, as a head on several levels does, share the packed ones too.</summary>
    private long Reserve(long floats, Func<long, long, PackedWeights> create)
    {
        var source = create(0, floats);
        if (_offsets.TryGetValue(source, out long offset))
            return offset;
        offset = WeightFloats;
        _offsets.Add(source, offset);
        _weights.Add(source with { Offset = offset });
        WeightFloats += floats;
        return offset;
    }
}
