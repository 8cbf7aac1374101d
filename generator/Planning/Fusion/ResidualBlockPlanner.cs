using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// An iRMB: norm (folded into the expand where it is a batch norm before it), attention, expand, depthwise, squeeze-excite,
/// project; norm, attention, depthwise and squeeze-excite may be missing. With a skip the project adds to the block's input, in place where
/// nobody else may still read it.
/// </summary>
internal sealed partial class ResidualBlockPlanner
{
    private readonly PlanContext _context;
    private readonly BlockInput _input;
    private readonly LayerBlock _block;
    private readonly Layer? _norm;
    private readonly WindowAttentionLayer? _attention;
    private readonly ConvolutionLayer? _value;
    private readonly ActivationKind _valueActivation;
    private readonly DepthwiseLayers? _depthwise;
    private readonly SqueezeExciteLayer? _squeezeExcite;
    private readonly bool _skip;
    private readonly ConvolutionLayer _project;

    private ResidualBlockPlanner(PlanContext context, LayerBlock block, BlockInput input)
    {
        var cursor = new BlockCursor(block);
        _context = context;
        _input = input;
        _block = block;
        _norm = (Layer?)cursor.TryTake<BatchNormLayer>() ?? cursor.TryTake<LayerNormLayer>();
        _attention = cursor.TryTake<WindowAttentionLayer>();
        _value = _attention is { Value: not null } ? null : cursor.Take<ConvolutionLayer>();
        _valueActivation = cursor.TakeActivation();
        _depthwise = DepthwiseLayers.TryTake(cursor);
        _squeezeExcite = cursor.TryTake<SqueezeExciteLayer>();
        bool innerSkip = cursor.TryTake<AddLayer>() is not null;
        _project = cursor.Take<ConvolutionLayer>();
        _skip = cursor.TryTake<AddLayer>() is not null;
        cursor.End();
        if (innerSkip != (_skip && _depthwise is not null))
            throw new InvalidOperationException($"{block.Name}: the depthwise convolution has a skip exactly if the block has one.");
    }

    public static BlockInput Plan(PlanContext context, LayerBlock block, BlockInput input) =>
        new ResidualBlockPlanner(context, block, input).Plan();

    /// <summary>True if the block's first operation is linear: an expand with at most a batch norm before it.</summary>
    public static bool StartsWithLinear(LayerBlock block) =>
        block.Layers[0] is ConvolutionLayer || (block.Layers[0] is BatchNormLayer && block.Layers[1] is ConvolutionLayer);

    private BlockInput Plan()
    {
        var expandInput = PlanExpandInput(out var valueTokens);
        return new BlockInput(_depthwise is { } depthwise
            ? PlanDepthwiseBlock(depthwise, expandInput, valueTokens)
            : PlanPointwiseBlock(expandInput, valueTokens));
    }

    /// <summary>The block's output: a map of its own, or its input, to which the project adds in place.</summary>
    private MapView NewProjected(bool inPlace) => inPlace
        ? _input.Map
        : _context.NewMap(Identifiers.Camel(_block.Id.CodeName), _project.Output);

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

            var attended = _context.NewMap("attended", _attention.Output);
            _context.Add(AttentionPlanner.PlanAttention(_context, _attention, tokens, attended));
            return attended;
        }

        if (_norm is not LayerNormLayer layerNorm)
            return _input.Map;
        var normed = _context.NewMap("normed", layerNorm.Output);
        _context.Place(layerNorm, normed);
        _context.Add(new NormalizeStep(layerNorm.Name, _input.Map, normed, CellNorm.Of(layerNorm), _context.LayerNorm(layerNorm)));
        return normed;
    }

    private PointwiseStep PlanExpand(MapView input, MapView expanded)
    {
        var value = _value!;
        _context.Place(value, expanded);
        var norm = _attention is null && _norm is BatchNormLayer batchNorm ? BatchNormSource.Of(batchNorm) : null;
        var source = new LinearSource(
            value.Name, value.Output.Channels, value.Input.Channels, value.Bias, value.Groups, norm, _input.Project);
        return PointwisePlanner.Plan(_context, source, input, expanded, _valueActivation, skip: null, _input.Gate);
    }

    private void AddAttention(AttentionTokens tokens, MapView expanded)
    {
        var attention = _attention!;
        var projection = attention.Value!;
        var source = new LinearSource(
            $"{attention.Name}.v.conv", projection.Width, attention.Input.Channels, attention.Bias, projection.Groups);
        var value = _context.NewMap("value", AttentionPlanner.TokenShape(projection.Width, tokens.Grid));
        _context.Add(PointwisePlanner.Plan(_context, source, tokens.View, value, projection.Activation, skip: null, gate: null));
        _context.Add(AttentionPlanner.PlanAttention(_context, attention, tokens with { Value = value }, expanded));
    }

    private PointwiseStep PlanProject(MapView local, MapView projected, int? gate)
    {
        _context.Place(_project, projected);
        var source = new LinearSource(_project.Name, _project.Output.Channels, _project.Input.Channels, _project.Bias);
        return PointwisePlanner.Plan(_context, source, local, projected, ActivationKind.None, _skip ? _input.Map : null, gate);
    }
}
