using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>A block with a depthwise convolution: by strips where nothing needs a whole map.</summary>
internal sealed partial class ResidualBlockPlanner
{
    private sealed record DepthwiseLayers(ConvolutionLayer Convolution, BatchNormLayer Norm);

    /// <summary>The depthwise convolution is the one with a norm behind it.</summary>
    private static DepthwiseLayers? TakeDepthwise(BlockCursor cursor)
    {
        if (!cursor.IsAt<ConvolutionLayer, BatchNormLayer>())
            return null;
        var depthwise = new DepthwiseLayers(cursor.Take<ConvolutionLayer>(), cursor.Take<BatchNormLayer>());
        cursor.Take<ActivationLayer>();
        return depthwise;
    }

    private MapView PlanDepthwiseBlock(DepthwiseLayers depthwise, MapView expandInput, AttentionTokens? valueTokens)
    {
        var output = depthwise.Convolution.Output;
        bool wholeMap = valueTokens is not null || (_squeezeExcite is not null && _skip);
        int stripRows = wholeMap ? output.Height : StripRows(depthwise.Convolution);
        var expanded = NewExpanded(depthwise.Convolution, wholeMap, stripRows);
        _context.Add(new ZeroPaddingStep("zero cells left and right of the expanded rows", expanded));

        var produce = new List<Step>();
        if (valueTokens is null)
            produce.Add(PlanExpand(expandInput, expanded));
        else
            AddAttention(valueTokens, expanded);

        // By strips, workers still expand input rows at the edges of their bands while their neighbours add to them.
        var projected = NewProjected(inPlace: _skip && stripRows >= output.Height);
        if (_squeezeExcite is null)
            AddDepthwiseAndProject(depthwise, produce, expanded, stripRows, projected);
        else
            AddGatedDepthwiseAndProject(depthwise, _squeezeExcite, produce, expanded, stripRows, projected);
        return projected;
    }

    private static int StripRows(ConvolutionLayer depthwise)
    {
        var input = depthwise.Input;
        return StripSizing.Rows(
            depthwise.Output.Height,
            depthwise.Kernel,
            depthwise.Stride,
            (input.Width + (2L * depthwise.Padding)) * Align.ToSpreadLanes(input.Channels),
            (long)depthwise.Output.Width * Align.ToLanes(input.Channels));
    }

    private MapView NewExpanded(ConvolutionLayer depthwise, bool wholeMap, int stripRows)
    {
        var input = depthwise.Input;
        int rows = wholeMap ? input.Height : StripSizing.InputRows(stripRows, depthwise.Output.Height, depthwise.Kernel, depthwise.Stride, input.Height);
        return _context.NewSpreadRows("expanded", input, depthwise.Padding, rows, perWorker: stripRows < depthwise.Output.Height);
    }

    private void AddDepthwiseAndProject(DepthwiseLayers depthwise, List<Step> produce, MapView expanded, int stripRows, MapView projected)
    {
        var output = depthwise.Convolution.Output;
        var local = _context.NewRows("local", output, padding: 0, stripRows, perWorker: stripRows < output.Height);
        var depthwiseStep = PlanDepthwise(depthwise, expanded, local, addSource: _skip);
        var project = PlanProject(local, projected, gate: null);
        _context.Add(new StripStep(_name, output.Height, stripRows, produce.ToEquatableArray(), depthwiseStep, new Step[] { project }.ToEquatableArray()));
    }

    /// <summary>The gate needs the mean of the whole map, so the project waits until the depthwise has finished.</summary>
    private void AddGatedDepthwiseAndProject(
        DepthwiseLayers depthwise, SqueezeExciteLayer squeezeExcite, List<Step> produce, MapView expanded, int stripRows, MapView projected)
    {
        var output = depthwise.Convolution.Output;
        var local = _context.NewMap("local", output.Channels, output.Height, output.Width);
        var depthwiseStep = PlanDepthwise(depthwise, expanded, local, addSource: false);
        var gating = new SqueezeExcitePlanner(_context, squeezeExcite, local);
        _context.Add(new StripStep(_name, output.Height, stripRows, produce.ToEquatableArray(), depthwiseStep, new[] { gating.RowSums }.ToEquatableArray()));
        int gate = gating.Gate();
        if (_skip)
            _context.Place(squeezeExcite, local);
        else
            _context.Place(squeezeExcite, gate);
        if (_skip)
            _context.Add(new GateMapStep($"{squeezeExcite.Name}: times the gate, plus the inner skip", local, gate, expanded));
        _context.Add(PlanProject(local, projected, _skip ? null : gate));
    }

    private DepthwiseStep PlanDepthwise(DepthwiseLayers layers, MapView expanded, MapView local, bool addSource)
    {
        var depthwise = layers.Convolution;
        int channels = depthwise.Output.Channels;
        _context.Place(depthwise, local);
        var norm = new BatchNormSource(layers.Norm.Name, channels, layers.Norm.Epsilon);
        string label = $"{depthwise.Name}: depthwise {depthwise.Kernel}x{depthwise.Kernel}, stride {depthwise.Stride}, norm, SiLU";
        return new DepthwiseStep(
            addSource ? label + ", plus its input" : label,
            expanded,
            local,
            depthwise.Kernel,
            depthwise.Stride,
            depthwise.Padding,
            Activation.Silu,
            addSource,
            _context.Depthwise(depthwise.Name, channels, depthwise.Kernel, norm));
    }
}
