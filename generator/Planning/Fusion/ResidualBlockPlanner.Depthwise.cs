using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>A block with a depthwise convolution: by strips where nothing needs a whole map.</summary>
internal sealed partial class ResidualBlockPlanner
{
    private MapView PlanDepthwiseBlock(DepthwiseLayers depthwise)
    {
        var output = depthwise.Convolution.Output;
        bool wholeMap = !_expand.IsByRows || depthwise.CellNorm is not null || (_squeezeExcite is not null && _innerSkip);
        var expandInput = _expand.IsByRows ? _expand.PlanInput() : null;
        int stripRows = wholeMap ? output.Height : StripRows(depthwise.Convolution);
        var expanded = NewExpanded(depthwise.Convolution, stripRows);
        _context.Add(new ZeroPaddingStep("zero cells left and right of the expanded rows", expanded));

        var produce = new List<Step>();
        if (expandInput is null)
            _expand.PlanWhole(expanded);
        else
            produce.Add(_expand.PlanRows(expandInput, expanded));

        // By strips, workers still expand input rows at the edges of their bands while their neighbours add to them.
        var projected = NewProjected(inPlace: _skip && stripRows >= output.Height);
        if (depthwise.CellNorm is not null)
            AddNormedDepthwise(depthwise, produce, expanded, projected);
        else if (_squeezeExcite is null)
            AddDepthwiseAndProject(depthwise, produce, expanded, stripRows, projected);
        else
            AddGatedDepthwiseAndProject(depthwise, _squeezeExcite, produce, expanded, stripRows, projected);
        AddBehindProject(projected);
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
        var depthwiseStep = depthwise.Plan(_context, expanded, local, addSource: _innerSkip);
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
        AddGateAndProject(squeezeExcite, gating, expanded, local, projected);
    }

    /// <summary>A layer norm behind the depthwise convolution needs its whole cells; activation and skip come behind it.</summary>
    private void AddNormedDepthwise(DepthwiseLayers depthwise, List<Step> produce, MapView expanded, MapView projected)
    {
        var output = depthwise.Convolution.Output;
        var norm = depthwise.CellNorm!;
        var local = _context.NewMap("local", output);
        _context.Place(norm, local);
        var depthwiseStep = depthwise.Plan(_context, expanded, local, addSource: false);
        _context.Add(new StripStep(
            _block.Name, output.Height, output.Height, produce.ToEquatableArray(), depthwiseStep, EquatableArray<Step>.Empty));
        _context.Add(new NormalizeStep(norm.Name, local, local, CellNorm.Of(norm), _context.LayerNorm(norm)));
        var skip = _innerSkip && _squeezeExcite is null ? expanded : null;
        if (depthwise.CellActivation != Specs.ActivationKind.None || skip is not null)
            _context.Add(new ActivationStep($"{norm.Name}: activation", local, depthwise.CellActivation, skip));
        if (_squeezeExcite is null)
        {
            _context.Add(PlanProject(local, projected, gate: null));
            return;
        }

        var gating = new SqueezeExcitePlanner(_context, _squeezeExcite, local);
        _context.Add(gating.RowSums);
        AddGateAndProject(_squeezeExcite, gating, expanded, local, projected);
    }

    /// <summary>The gate goes into the project's weights, or where the inner skip is in its way into the map.</summary>
    private void AddGateAndProject(
        SqueezeExciteLayer squeezeExcite, SqueezeExcitePlanner gating, MapView expanded, MapView local, MapView projected)
    {
        int gate = gating.Gate();
        if (_innerSkip)
        {
            _context.Place(squeezeExcite, local);
            _context.Add(new GateMapStep($"{squeezeExcite.Name}: times the gate, plus the inner skip", local, gate, expanded));
        }
        else
        {
            _context.Place(squeezeExcite, gate);
        }

        _context.Add(PlanProject(local, projected, _innerSkip ? null : gate));
    }
}
