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

        var expanded = _context.NewMap("expanded", _project.Input);
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
        long rowBytes = (long)shape.Width * ChannelLayout.Pad(shape.Channels) * sizeof(float);
        int stripRows = StripSizing.Rows(shape.Height, kernelSize: 1, stride: 1, rowBytes, localRowBytes: 0);
        var expanded = _context.NewMap("expanded", StripSizing.Strip(shape, stripRows), perWorker: stripRows < shape.Height);
        var steps = new Step[] { PlanExpand(expandInput, expanded), PlanProject(expanded, projected, gate: null) };
        _context.Add(new StripStep(
            _block.Name, shape.Height, stripRows, EquatableArray<Step>.Empty, Depthwise: null, steps.ToEquatableArray()));
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
