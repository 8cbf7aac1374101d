using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// The stem: its convolution by strips into a ring, depthwise from there, squeeze-excite sums on the way. Its project is
/// left to the first expand when only linear operations lie between them. A stem of one convolution makes its map by strips.
/// </summary>
internal sealed class StemPlanner
{
    private readonly PlanContext _context;
    private readonly string _name;
    private readonly StemLayers _layers;

    private StemPlanner(PlanContext context, LayerBlock block)
    {
        _context = context;
        _name = block.Name;
        _layers = block.Parts(block.Stem);
    }

    private ConvolutionLayer Convolution => _layers.Convolution.Convolution;

    private MapShape Shape => Convolution.Output;

    private LayerNormLayer? LayerNorm => _layers.Convolution.Norm as LayerNormLayer;

    public static BlockInput Plan(PlanContext context, LayerBlock block, bool composeProject) =>
        new StemPlanner(context, block).Plan(composeProject);

    private BlockInput Plan(bool composeProject)
    {
        if (_layers.Project is not { } project)
            return new BlockInput(PlanConvolution());
        var local = PlanStrips(DepthwiseLayers.Of(_layers.Depthwise!), out int? gate);
        var source = new LinearSource(project.Name, project.Output.Channels, Shape.Channels, project.Bias);
        if (composeProject)
            return new BlockInput(local, source, gate);
        var map = _context.NewMap(_name, project.Output);
        _context.Add(PointwisePlanner.Plan(_context, source, local, map, ActivationKind.None, skip: null, gate));
        _context.Place(project, map);
        return new BlockInput(map);
    }

    private MapView PlanConvolution()
    {
        var map = _context.NewMap(_name, Shape);
        long rowBytes = (long)Shape.Width * ChannelLayout.Pad(Shape.Channels) * sizeof(float);
        int stripRows = StripSizing.Rows(Shape.Height, kernelSize: 1, stride: 1, rowBytes, localRowBytes: 0);
        Place(map);
        _context.Add(new StripStep(
            "stem convolution",
            Shape.Height,
            stripRows,
            EquatableArray<Step>.Empty,
            Depthwise: null,
            Produce(map, stripRows, perWorker: stripRows < Shape.Height)));
        return map;
    }

    /// <summary>Everything before the project: the map that it reads, and the gate on it.</summary>
    private MapView PlanStrips(DepthwiseLayers layers, out int? gate)
    {
        var depthwise = layers.Convolution;
        int cellStride = ChannelLayout.Pad(Shape.Channels);
        long rowBytes = (long)Shape.Width * cellStride * sizeof(float);
        int stripRows = StripSizing.Rows(Shape.Height, depthwise.KernelSize, depthwise.Stride, rowBytes, rowBytes);
        int ringRows = StripSizing.InputRows(stripRows, Shape.Height, depthwise.KernelSize, depthwise.Stride, Shape.Height);
        bool perWorker = stripRows < Shape.Height;
        var expanded = _context.NewMap("expanded", StripSizing.Ring(Shape, depthwise.Padding, cellStride, ringRows), perWorker);
        var local = _context.NewMap("local", depthwise.Output);
        Place(expanded);
        _context.Place(depthwise, local);

        _context.Add(new ZeroPaddingStep("zero cells left and right of the expanded rows", expanded));
        var produce = Produce(expanded, ringRows, perWorker);
        var depthwiseStep = layers.Plan(_context, expanded, local, addSource: false);
        var squeezeExcite = _layers.SqueezeExcite;
        var gating = squeezeExcite is null ? null : new SqueezeExcitePlanner(_context, squeezeExcite, local);
        var consume = gating is null ? [] : new[] { gating.RowSums };
        _context.Add(new StripStep(
            "stem convolution and depthwise", Shape.Height, stripRows, produce, depthwiseStep, consume.ToEquatableArray()));
        gate = gating?.Gate();
        if (gate is { } factors)
            _context.Place(squeezeExcite!, factors);
        return local;
    }

    /// <summary>The convolution's result and those of what is applied to it in place.</summary>
    private void Place(MapView map)
    {
        _context.Place(Convolution, map);
        if (LayerNorm is { } norm)
            _context.Place(norm, map);
    }

    private EquatableArray<Step> Produce(MapView target, int rows, bool perWorker)
    {
        var input = Convolution.Input;
        var norm = _layers.Convolution.Norm is BatchNormLayer batchNorm ? BatchNormSource.Of(batchNorm) : null;
        var activation = ConvolutionPlanner.Kind(_layers.Convolution.Activation);
        var fused = LayerNorm is null ? activation : ActivationKind.None;
        var lines = new PaddedInput(
            input.Channels, input.Height, input.Width, Convolution.Padding, Convolution.Stride, Convolution.KernelSize, rows);
        int padded = _context.NewBuffer("padded", lines.Bytes, perWorker);
        long weights = _context.Convolution(new ConvolutionSource(
            Convolution.Name, Convolution.Output.Channels, input.Channels, Convolution.KernelSize, Convolution.Bias, norm));
        string label = $"{Convolution.Name}: {Convolution.KernelSize}x{Convolution.KernelSize}, stride {Convolution.Stride}";
        if (norm is not null)
            label += ", norm";
        if (fused != ActivationKind.None)
            label += $", {fused.DisplayName()}";
        var steps = new List<Step>
        {
            new PadInputStep("input rows, zero-padded", padded, lines),
            new StemConvolutionStep(label, padded, lines, weights, target, fused),
        };
        if (LayerNorm is { } layerNorm)
        {
            steps.Add(new NormalizeStep(layerNorm.Name, target, target, CellNorm.Of(layerNorm), _context.LayerNorm(layerNorm)));
            if (activation != ActivationKind.None)
                steps.Add(new ActivationStep($"{layerNorm.Name}: activation", target, activation, Skip: null));
        }

        return steps.ToEquatableArray();
    }
}
