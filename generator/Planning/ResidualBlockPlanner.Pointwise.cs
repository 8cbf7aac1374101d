using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>A block without a depthwise convolution: expand and project, both 1x1.</summary>
internal sealed partial class ResidualBlockPlanner
{
    private MapView PlanPointwiseBlock(MapView expandInput, AttentionTokens? valueTokens)
    {
        var projected = NewProjected(inPlace: _skip);
        if (valueTokens is null && _squeezeExcite is null)
        {
            AddStrips(expandInput, projected);
            return projected;
        }

        var input = _project.Input;
        var expanded = _context.NewMap("expanded", input.Channels, input.Height, input.Width);
        if (valueTokens is null)
            _context.Add(PlanExpand(expandInput, expanded));
        else
            AddAttention(valueTokens, expanded);
        _context.Add(PlanProject(expanded, projected, _squeezeExcite is null ? null : Gate(_squeezeExcite, expanded)));
        return projected;
    }

    private void AddStrips(MapView expandInput, MapView projected)
    {
        var shape = _project.Input;
        int stripRows = StripSizing.Rows(shape.Height, kernel: 1, stride: 1, (long)shape.Width * Align.ToLanes(shape.Channels), localRowFloats: 0);
        var expanded = _context.NewRows("expanded", shape, padding: 0, stripRows, perWorker: stripRows < shape.Height);
        var steps = new Step[] { PlanExpand(expandInput, expanded), PlanProject(expanded, projected, gate: null) };
        _context.Add(new StripStep(_name, shape.Height, stripRows, EquatableArray<Step>.Empty, Depthwise: null, steps.ToEquatableArray()));
    }

    private int Gate(SqueezeExciteLayer squeezeExcite, MapView expanded)
    {
        var gating = new SqueezeExcitePlanner(_context, squeezeExcite, expanded);
        _context.Add(gating.RowSums);
        int gate = gating.Gate();
        _context.Place(squeezeExcite, gate);
        return gate;
    }
}
