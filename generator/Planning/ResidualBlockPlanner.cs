using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// An iRMB: norm (folded into the expand where it is a batch norm before it), attention, expand, depthwise, squeeze-excite,
/// project. With a skip the project adds in place to the block's input.
/// </summary>
internal sealed class ResidualBlockPlanner
{
    private readonly PlanContext _context;
    private readonly BlockInput _input;
    private readonly string _name;
    private readonly Layer _norm;
    private readonly WindowAttentionLayer? _attention;
    private readonly ConvolutionLayer? _value;
    private readonly Activation _valueActivation;
    private readonly ConvolutionLayer _depthwise;
    private readonly BatchNormLayer _depthwiseNorm;
    private readonly SqueezeExciteLayer? _squeezeExcite;
    private readonly bool _skip;
    private readonly ConvolutionLayer _project;

    private ResidualBlockPlanner(PlanContext context, LayerBlock block, BlockInput input)
    {
        var cursor = new BlockCursor(block);
        _context = context;
        _input = input;
        _name = block.Name;
        _norm = (Layer?)cursor.TryTake<BatchNormLayer>() ?? cursor.Take<LayerNormLayer>();
        _attention = cursor.TryTake<WindowAttentionLayer>();
        _value = _attention is { Value: not null } ? null : cursor.Take<ConvolutionLayer>();
        _valueActivation = cursor.TakeActivation();
        _depthwise = cursor.Take<ConvolutionLayer>();
        _depthwiseNorm = cursor.Take<BatchNormLayer>();
        cursor.Take<ActivationLayer>();
        _squeezeExcite = cursor.TryTake<SqueezeExciteLayer>();
        _skip = cursor.TryTake<AddLayer>() is not null;
        _project = cursor.Take<ConvolutionLayer>();
    }

    public static BlockInput Plan(PlanContext context, LayerBlock block, BlockInput input) =>
        new ResidualBlockPlanner(context, block, input).Plan();

    /// <summary>True if the block's first operation is linear: an expand with at most a batch norm before it.</summary>
    public static bool StartsWithLinear(LayerBlock block) =>
        block.Layers[0] is BatchNormLayer && block.Layers[1] is ConvolutionLayer;

    private BlockInput Plan()
    {
        var expandInput = PlanExpandInput(out var valueTokens);
        bool wholeMap = _attention is { Value: not null } || (_squeezeExcite is not null && _skip);
        int stripRows = wholeMap ? _depthwise.Output.Height : StripRows();
        var expanded = NewExpanded(wholeMap, stripRows);
        _context.Add(new ZeroPaddingStep("zero cells left and right of the expanded rows", expanded));

        var produce = new List<Step>();
        if (valueTokens is null)
            produce.Add(PlanExpand(expandInput, expanded));
        else
            AddAttention(valueTokens, expanded);

        var projected = _skip
            ? _input.Map
            : _context.NewMap(_name.Substring(0, _name.IndexOf('.')), _project.Output.Channels, _project.Output.Height, _project.Output.Width);
        if (_squeezeExcite is null)
            AddDepthwiseAndProject(produce, expanded, stripRows, projected);
        else
            AddGatedDepthwiseAndProject(_squeezeExcite, produce, expanded, stripRows, projected);
        return new BlockInput(projected);
    }

    /// <summary>The map that the expand reads; or, for an attention with its value before it, the tokens.</summary>
    private MapView PlanExpandInput(out AttentionTokens? valueTokens)
    {
        valueTokens = null;
        if (_attention is not null)
        {
            var tokens = AttentionPlanner.PlanTokens(_context, _attention, _norm, _input.Map);
            if (_attention.Value is not null)
            {
                valueTokens = tokens;
                return _input.Map;
            }

            var attended = _context.NewMap("attended", _attention.Output.Channels, _attention.Output.Height, _attention.Output.Width);
            _context.Add(AttentionPlanner.PlanAttention(_context, _attention, tokens, attended));
            return attended;
        }

        if (_norm is not LayerNormLayer layerNorm)
            return _input.Map;
        var normed = _context.NewMap("normed", layerNorm.Output.Channels, layerNorm.Output.Height, layerNorm.Output.Width);
        _context.Place(layerNorm, normed);
        long weights = _context.LayerNorm(layerNorm.Name, layerNorm.Output.Channels);
        _context.Add(new NormalizeStep(layerNorm.Name, _input.Map, normed, CellNorm.Of(layerNorm), weights));
        return normed;
    }

    private int StripRows()
    {
        var input = _depthwise.Input;
        long stride = Align.ToLanes(input.Channels);
        return StripSizing.Rows(
            _depthwise.Output.Height,
            _depthwise.Kernel,
            _depthwise.Stride,
            (input.Width + (2 * _depthwise.Padding)) * stride,
            _depthwise.Output.Width * stride);
    }

    private MapView NewExpanded(bool wholeMap, int stripRows)
    {
        var input = _depthwise.Input;
        int rows = wholeMap ? input.Height : StripSizing.InputRows(stripRows, _depthwise.Output.Height, _depthwise.Kernel, _depthwise.Stride, input.Height);
        return _context.NewMap("expanded", input.Channels, input.Height, input.Width, _depthwise.Padding, rows);
    }

    private PointwiseStep PlanExpand(MapView input, MapView expanded)
    {
        var value = _value!;
        _context.Place(value, expanded);
        var norm = _attention is null && _norm is BatchNormLayer batchNorm
            ? new BatchNormSource(batchNorm.Name, batchNorm.Output.Channels, batchNorm.Epsilon)
            : null;
        var source = new LinearSource(
            value.Name, value.Output.Channels, value.Input.Channels, value.Bias, value.Groups, norm, _input.Project);
        return PointwisePlanner.Plan(_context, source, input, expanded, _valueActivation, addToTarget: false, _input.Gate);
    }

    private void AddAttention(AttentionTokens tokens, MapView expanded)
    {
        var attention = _attention!;
        var projection = attention.Value!;
        var source = new LinearSource(
            $"{attention.Name}.v.conv", projection.Width, attention.Input.Channels, attention.Bias, projection.Groups);
        var value = _context.NewMap("value", projection.Width, 1, (int)tokens.Grid.Tokens);
        var activation = (Activation)Enum.Parse(typeof(Activation), projection.Activation.ToString());
        _context.Add(PointwisePlanner.Plan(_context, source, tokens.View, value, activation, addToTarget: false, gate: null));
        _context.Add(AttentionPlanner.PlanAttention(_context, attention, tokens with { Value = value }, expanded));
    }

    private void AddDepthwiseAndProject(List<Step> produce, MapView expanded, int stripRows, MapView projected)
    {
        var output = _depthwise.Output;
        var local = _context.NewMap("local", output.Channels, output.Height, output.Width, storedRows: stripRows);
        var depthwise = PlanDepthwise(expanded, local, addSource: _skip);
        var project = PlanProject(local, projected, gate: null);
        _context.Add(new StripStep(_name, stripRows, produce.ToEquatableArray(), depthwise, new Step[] { project }.ToEquatableArray()));
    }

    /// <summary>The gate needs the mean of the whole map, so the project waits until the depthwise has finished.</summary>
    private void AddGatedDepthwiseAndProject(
        SqueezeExciteLayer squeezeExcite, List<Step> produce, MapView expanded, int stripRows, MapView projected)
    {
        var output = _depthwise.Output;
        var local = _context.NewMap("local", output.Channels, output.Height, output.Width);
        var depthwise = PlanDepthwise(expanded, local, addSource: false);
        var gating = new SqueezeExcitePlanner(_context, squeezeExcite);
        _context.Add(new StripStep(_name, stripRows, produce.ToEquatableArray(), depthwise, new[] { gating.Accumulate(local) }.ToEquatableArray()));
        int gate = gating.Gate();
        if (_skip)
            _context.Place(squeezeExcite, local);
        else
            _context.Place(squeezeExcite, gate);
        if (_skip)
            _context.Add(new GateMapStep($"{squeezeExcite.Name}: times the gate, plus the inner skip", local, gate, expanded));
        _context.Add(PlanProject(local, projected, _skip ? null : gate));
    }

    private DepthwiseStep PlanDepthwise(MapView expanded, MapView local, bool addSource)
    {
        int channels = _depthwise.Output.Channels;
        _context.Place(_depthwise, local);
        var norm = new BatchNormSource(_depthwiseNorm.Name, channels, _depthwiseNorm.Epsilon);
        string label = $"{_depthwise.Name}: depthwise {_depthwise.Kernel}x{_depthwise.Kernel}, stride {_depthwise.Stride}, norm, SiLU";
        return new DepthwiseStep(
            addSource ? label + ", plus its input" : label,
            expanded,
            local,
            _depthwise.Kernel,
            _depthwise.Stride,
            _depthwise.Padding,
            Activation.Silu,
            addSource,
            _context.Depthwise(_depthwise.Name, channels, _depthwise.Kernel, norm));
    }

    private PointwiseStep PlanProject(MapView local, MapView projected, int? gate)
    {
        _context.Place(_project, projected);
        var source = new LinearSource(_project.Name, _project.Output.Channels, _project.Input.Channels, _project.Bias);
        return PointwisePlanner.Plan(_context, source, local, projected, Activation.None, addToTarget: _skip, gate);
    }
}
