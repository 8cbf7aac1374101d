using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>A block with a depthwise convolution: by strips where nothing needs a whole map.</summary>
internal sealed partial class ResidualBlockPlanner
{
    private MapView PlanDepthwiseBlock(DepthwiseLayers depthwise, MapView expandInput, AttentionTokens? valueTokens)
    {
        var output = depthwise.Convolution.Output;
        bool wholeMap = valueTokens is not null || (_squeezeExcite is not null && _skip);
        int stripRows = wholeMap ? output.Height : StripRows(depthwise.Convolution);
        var expanded = NewExpanded(depthwise.Convolution, stripRows);
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
            depthwise.KernelSize,
            depthwise.Stride,
            (input.Width + (2L * depthwise.Padding)) * MapLayout.SpreadCellStride(input.Channels) * sizeof(float),
            (long)depthwise.Output.Width * ChannelLayout.Pad(input.Channels) * sizeof(float));
    }

    private MapView NewExpanded(ConvolutionLayer depthwise, int stripRows)
    {
        var input = depthwise.Input;
        int height = depthwise.Output.Height;
        int rows = StripSizing.InputRows(stripRows, height, depthwise.KernelSize, depthwise.Stride, input.Height);
        var layout = StripSizing.Ring(input, depthwise.Padding, MapLayout.SpreadCellStride(input.Channels), rows);
        return _context.NewMap("expanded", layout, perWorker: stripRows < height);
    }

    private void AddDepthwiseAndProject(
        DepthwiseLayers depthwise, List<Step> produce, MapView expanded, int stripRows, MapView projected)
    {
        var output = depthwise.Convolution.Output;
        var local = _context.NewMap("local", StripSizing.Strip(output, stripRows), perWorker: stripRows < output.Height);
        _context.Place(depthwise.Convolution, local);
        var depthwiseStep = depthwise.Plan(_context, expanded, local, addSource: _skip);
        var project = PlanProject(local, projected, gate: null);
        _context.Add(new StripStep(
            _block.Name, output.Height, stripRows, produce.ToEquatableArray(), depthwiseStep, new Step[] { project }.ToEquatableArray()));
    }

    /// <summary>The gate needs the mean of the whole map, so the project waits until the depthwise has finished.</summary>
    private void AddGatedDepthwiseAndProject(
        DepthwiseLayers depthwise, SqueezeExciteLayer squeezeExcite, List<Step> produce, MapView expanded, int stripRows, MapView projected)
    {
        var output = depthwise.Convolution.Output;
        var local = _context.NewMap("local", output);
        _context.Place(depthwise.Convolution, local);
        var depthwiseStep = depthwise.Plan(_context, expanded, local, addSource: false);
        var gating = new SqueezeExcitePlanner(_context, squeezeExcite, local);
        _context.Add(new StripStep(
            _block.Name, output.Height, stripRows, produce.ToEquatableArray(), depthwiseStep, new[] { gating.RowSums }.ToEquatableArray()));
        int gate = gating.Gate();
        if (_skip)
            _context.Place(squeezeExcite, local);
        else
            _context.Place(squeezeExcite, gate);
        if (_skip)
            _context.Add(new GateMapStep($"{squeezeExcite.Name}: times the gate, plus the inner skip", local, gate, expanded));
        _context.Add(PlanProject(local, projected, _skip ? null : gate));
    }
}
