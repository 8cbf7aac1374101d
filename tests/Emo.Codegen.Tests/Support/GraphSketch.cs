using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Support;

/// <summary>A layer graph by hand: blocks behind a small backbone, also such as no spec can say.</summary>
internal sealed class GraphSketch
{
    private readonly List<LayerBlock> _blocks;
    private readonly List<Layer> _layers = [];
    private readonly List<GraphOutput> _outputs = [];
    private readonly LayerGraph _backbone;
    private int _nextId;

    /// <param name="height">Rows of stage1's map.</param>
    /// <param name="width">Columns of stage1's map.</param>
    /// <param name="channels">Channels of stage1's map.</param>
    public GraphSketch(int height, int width, int channels)
    {
        string stage = $$"""{ "depth": 1, "width": {{channels}}, "expansion": 1, "kernel": 1, "norm": "batch", "activation": "silu" }""";
        string text = TestSpecs.Small(
            stage: stage, stem: """{ "width": 4, "kernel": 1 }""", head: """{ "type": "features", "outputs": ["stage1"] }""");
        var spec = SpecReader.Read("spec.json", text).Spec;
        Assert.NotNull(spec);
        Spec = spec with { Input = new InputSpec(3, 4 * height, 4 * width) };
        _backbone = GraphBuilder.Build(Spec);
        _blocks = [.. _backbone.Blocks];
        Stage0 = _blocks[0].Last;
        Stage1 = _blocks[1].Last;
        _nextId = Stage1.Id + 1;
    }

    public ModelSpec Spec { get; }

    public Layer Stage0 { get; }

    public Layer Stage1 { get; }

    public LayerGraph ToGraph() => _backbone with { Blocks = _blocks.ToEquatableArray(), Outputs = _outputs.ToEquatableArray() };

    /// <summary>Ends a block: the layers since the last one.</summary>
    public GraphSketch Block(string name)
    {
        _blocks.Add(new LayerBlock(new BlockId(BlockKind.Maps, name), "by hand", "any graph", _layers.ToEquatableArray()));
        _layers.Clear();
        return this;
    }

    public GraphSketch Output(string name, Layer layer)
    {
        _outputs.Add(new GraphOutput(name, layer.Id, layer.Output));
        return this;
    }

    public Layer Convolution(
        Layer input, int outputs, int kernel = 1, int stride = 1, int dilation = 1, bool bias = true, string? name = null)
    {
        int padding = ((dilation * (kernel - 1)) + 2 - stride) / 2;
        var shape = new MapShape(outputs, Size(input.Output.Height), Size(input.Output.Width));
        return Add(new ConvolutionLayer(
            _nextId, name ?? $"conv{_nextId}", Ids(input), input.Output, shape, kernel, stride, dilation, 1, bias));

        int Size(int size) => ((size + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;
    }

    public Layer Depthwise(Layer input, int kernel = 3, int stride = 1, ActivationKind activation = ActivationKind.None)
    {
        int padding = (kernel + 1 - stride) / 2;
        var shape = input.Output with { Height = Size(input.Output.Height), Width = Size(input.Output.Width) };
        var conv = Add(new ConvolutionLayer(
            _nextId, $"dw{_nextId}", Ids(input), input.Output, shape, kernel, stride, 1, shape.Channels, Bias: false));
        return Activate(Norm(conv), activation);

        int Size(int size) => ((size + (2 * padding) - kernel) / stride) + 1;
    }

    public Layer Norm(Layer input, string? name = null) =>
        Add(new BatchNormLayer(_nextId, name ?? $"norm{_nextId}", Ids(input), input.Output, 1e-3));

    public Layer Activate(Layer input, ActivationKind activation) =>
        activation == ActivationKind.None ? input : Add(new ActivationLayer(_nextId, Ids(input), input.Output, activation));

    public Layer Sum(Layer a, Layer b) => Add(new AddLayer(_nextId, Ids(a, b), a.Output));

    public Layer Resize(Layer input, int height, int width, ResizeKind kind) =>
        Add(new ResizeLayer(_nextId, Ids(input), input.Output, input.Output with { Height = height, Width = width }, kind));

    public Layer Mean(Layer input, int height, int width) =>
        Add(new AdaptiveMeanLayer(_nextId, Ids(input), input.Output, input.Output with { Height = height, Width = width }));

    public Layer GlobalMean(Layer input) => Add(new GlobalMeanLayer(_nextId, Ids(input), new MapShape(input.Output.Channels, 1, 1)));

    public Layer Concatenate(params Layer[] inputs) =>
        Add(new ConcatenateLayer(_nextId, Ids(inputs), inputs[0].Output with { Channels = inputs.Sum(input => input.Output.Channels) }));

    private static EquatableArray<int> Ids(params Layer[] inputs) => inputs.Select(input => input.Id).ToEquatableArray();

    private T Add<T>(T layer)
        where T : Layer
    {
        _nextId++;
        _layers.Add(layer);
        return layer;
    }
}
