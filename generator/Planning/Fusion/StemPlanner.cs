using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// The stem: its convolution by strips into a ring, depthwise from there, squeeze-excite sums on the way. Its project is
/// left to the first expand when only linear operations lie between them.
/// </summary>
internal sealed class StemPlanner
{
    private readonly PlanContext _context;
    private readonly string _name;
    private readonly ConvolutionLayer _convolution;
    private readonly BatchNormLayer? _batchNorm;
    private readonly LayerNormLayer? _layerNorm;
    private readonly DepthwiseLayers _depthwise;
    private readonly SqueezeExciteLayer? _squeezeExcite;
    private readonly ConvolutionLayer _project;

    private StemPlanner(PlanContext context, LayerBlock block)
    {
        var cursor = new BlockCursor(block);
        _context = context;
        _name = block.Name;
        _convolution = cursor.Take<ConvolutionLayer>();
        _batchNorm = cursor.TryTake<BatchNormLayer>();
        _layerNorm = cursor.TryTake<LayerNormLayer>();
        _depthwise = DepthwiseLayers.Take(cursor);
        _squeezeExcite = cursor.TryTake<SqueezeExciteLayer>();
        _project = cursor.Take<ConvolutionLayer>();
        cursor.End();
    }

    private MapShape Shape => _convolution.Output;

    public static BlockInput Plan(PlanContext context, LayerBlock block, bool composeProject) =>
        new StemPlanner(context, block).Plan(composeProject);

    private BlockInput Plan(bool composeProject)
    {
        var local = PlanStrips(out int? gate);
        var source = new LinearSource(_project.Name, _project.Output.Channels, Shape.Channels, _project.Bias);
        if (composeProject)
            return new BlockInput(local, source, gate);
        var map = _context.NewMap(_name, _project.Output);
        _context.Add(PointwisePlanner.Plan(_context, source, local, map, ActivationKind.None, skip: null, gate));
        _context.Place(_project, map);
        return new BlockInput(map);
    }

    /// <summary>Everything before the project: the map that it reads, and the gate on it.</summary>
    private MapView PlanStrips(out int? gate)
    {
        var depthwise = _depthwise.Convolution;
        int cellStride = ChannelLayout.Pad(Shape.Channels);
        long rowBytes = (long)Shape.Width * cellStride * sizeof(float);
        int stripRows = StripSizing.Rows(Shape.Height, depthwise.KernelSize, depthwise.Stride, rowBytes, rowBytes);
        int ringRows = StripSizing.InputRows(stripRows, Shape.Height, depthwise.KernelSize, depthwise.Stride, Shape.Height);
        bool perWorker = stripRows < Shape.Height;
        var expanded = _context.NewMap("expanded", StripSizing.Ring(Shape, depthwise.Padding, cellStride, ringRows), perWorker);
        var local = _context.NewMap("local", depthwise.Output);
        _context.Place(_convolution, expanded);
        if (_layerNorm is not null)
            _context.Place(_layerNorm, expanded);
        _context.Place(depthwise, local);

        _context.Add(new ZeroPaddingStep("zero cells left and right of the expanded rows", expanded));
        var produce = Produce(expanded, ringRows, perWorker);
        var depthwiseStep = _depthwise.Plan(_context, expanded, local, addSource: false);
        var gating = _squeezeExcite is null ? null : new SqueezeExcitePlanner(_context, _squeezeExcite, local);
        var consume = gating is null ? [] : new[] { gating.RowSums };
        _context.Add(new StripStep(
            "stem convolution and depthwise", Shape.Height, stripRows, produce, depthwiseStep, consume.ToEquatableArray()));
        gate = gating?.Gate();
        if (gate is { } factors)
            _context.Place(_squeezeExcite!, factors);
        return local;
    }

    private EquatableArray<Step> Produce(MapView expanded, int rows, bool perWorker)
    {
        var input = _convolution.Input;
        var norm = _batchNorm is null ? null : BatchNormSource.Of(_batchNorm);
        var lines = new PaddedInput(
            input.Channels, input.Height, input.Width, _convolution.Padding, _convolution.Stride, _convolution.KernelSize, rows);
        int padded = _context.NewBuffer("padded", lines.Bytes, perWorker);
        long weights = _context.Convolution(new ConvolutionSource(
            _convolution.Name, _convolution.Output.Channels, input.Channels, _convolution.KernelSize, _convolution.Bias, norm));
        string label = $"{_convolution.Name}: {_convolution.KernelSize}x{_convolution.KernelSize}, stride {_convolution.Stride}";
        var steps = new List<Step>
        {
            new PadInputStep("input rows, zero-padded", padded, lines),
            new StemConvolutionStep(norm is null ? label : label + ", norm", padded, lines, weights, expanded),
        };
        if (_layerNorm is not null)
            steps.Add(new NormalizeStep(_layerNorm.Name, expanded, expanded, CellNorm.Of(_layerNorm), _context.LayerNorm(_layerNorm)));
        return steps.ToEquatableArray();
    }
}
