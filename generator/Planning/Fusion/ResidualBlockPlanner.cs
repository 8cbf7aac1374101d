using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A meta mobile block: norm (folded into the expand where it is a batch norm before a 1x1), expansion, depthwise, squeeze-excite, project
/// with layer scale; whatever of these it has. With a skip the project adds to the block's input, in place where nobody else may still read
/// it.
/// </summary>
internal sealed partial class ResidualBlockPlanner
{
    private readonly PlanContext _context;
    private readonly BlockInput _input;
    private readonly bool _ownsInput;
    private readonly LayerBlock _block;
    private readonly ResidualLayers _layers;
    private readonly ExpandPlanner _expand;
    private readonly DepthwiseLayers? _depthwise;
    private readonly SqueezeExciteLayer? _squeezeExcite;
    private readonly bool _skip;
    private readonly bool _innerSkip;

    private ResidualBlockPlanner(PlanContext context, LayerBlock block, BlockInput input, bool ownsInput)
    {
        _context = context;
        _input = input;
        _ownsInput = ownsInput;
        _block = block;
        _layers = block.Parts(block.Residual);
        _expand = new ExpandPlanner(context, block, _layers, input);
        _depthwise = _layers.Depthwise is { } depthwise ? DepthwiseLayers.Of(depthwise) : null;
        _squeezeExcite = _layers.SqueezeExcite;
        _skip = _layers.Skip is not null;
        _innerSkip = _layers.InnerSkip is not null;
    }

    private ConvolutionLayer ProjectLayer => _layers.Project.Convolution;

    /// <summary>A layer norm keeps its sum, its activation and its layer scale from the kernel before it.</summary>
    private LayerNormLayer? ProjectNorm => _layers.Project.Norm as LayerNormLayer;

    /// <param name="context">Receives the steps.</param>
    /// <param name="block">The block.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="ownsInput">Whether nothing outside the block reads that, so that it may be written over.</param>
    public static BlockInput Plan(PlanContext context, LayerBlock block, BlockInput input, bool ownsInput) =>
        new ResidualBlockPlanner(context, block, input, ownsInput).Plan();

    /// <summary>True if the block's first operation is linear: an expand with at most a batch norm before it.</summary>
    public static bool StartsWithLinear(LayerBlock block) => block.Residual is { } layers && ExpandPlanner.StartsWithLinear(layers);

    private BlockInput Plan() => new(_depthwise is { } depthwise ? PlanDepthwiseBlock(depthwise) : PlanPointwiseBlock());

    /// <summary>The block's output: a map of its own, or its input, to which the project adds in place.</summary>
    private MapView NewProjected(bool inPlace) => inPlace && _ownsInput && ProjectNorm is null
        ? _input.Map
        : _context.NewMap(Identifiers.Camel(_block.Id.CodeName), ProjectLayer.Output);

    /// <summary>The project as a step of its own, or in a strip; <see cref="AddBehindProject"/> follows it.</summary>
    private PointwiseStep PlanProject(MapView local, MapView projected, int? gate, bool doubles = false)
    {
        _context.Place(ProjectLayer, projected);
        var scale = _layers.LayerScale is { } layer && ProjectNorm is null ? LayerScaleSource.Of(layer) : null;
        var source = new LinearSource(
            ProjectLayer.Name,
            ProjectLayer.Output.Channels,
            ProjectLayer.Input.Channels,
            ProjectLayer.Bias,
            Scale: doubles ? new OutputScale(ProjectLayer.Output.Channels, 2) : null,
            OutputNorm: _layers.Project.Norm is BatchNormLayer norm ? BatchNormSource.Of(norm) : null,
            LayerScale: scale);
        var skip = _skip && ProjectNorm is null ? _input.Map : null;
        return PointwisePlanner.Plan(_context, source, local, projected, ActivationKind.None, skip, gate);
    }

    private void AddBehindProject(MapView projected)
    {
        if (ProjectNorm is not { } norm)
            return;
        _context.Add(new NormalizeStep(norm.Name, projected, projected, CellNorm.Of(norm), _context.LayerNorm(norm)));
        _context.Place(norm, projected);
        if (_layers.LayerScale is { } scale)
        {
            _context.Place(scale, projected);
            long weights = _context.LayerScale(LayerScaleSource.Of(scale));
            _context.Add(new NormalizeStep(scale.Name, projected, projected, CellNorm.Batch, weights));
        }

        if (_skip)
            _context.Add(new AddStep($"{_block.Name}: plus its input", _input.Map, projected, projected));
    }
}
