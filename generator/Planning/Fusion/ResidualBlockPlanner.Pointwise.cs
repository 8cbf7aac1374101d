using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// A block without a depthwise convolution: expand and project. An inner skip adds the expanded map to itself, or to its gated self.
/// </summary>
internal sealed partial class ResidualBlockPlanner
{
    private MapView PlanPointwiseBlock()
    {
        if (_expand.IsByRows && _squeezeExcite is null && ProjectNorm is null)
        {
            var expandInput = _expand.PlanInput();
            var target = NewProjected(inPlace: _skip);
            AddStrips(expandInput, target);
            return target;
        }

        var source = _expand.IsByRows ? _expand.PlanInput() : null;
        var projected = NewProjected(inPlace: _skip);
        var expanded = _context.NewMap("expanded", ProjectLayer.Input);
        if (source is null)
            _expand.PlanWhole(expanded);
        else
            _context.Add(_expand.PlanRows(source, expanded));
        if (_squeezeExcite is null)
            _context.Add(PlanProject(expanded, projected, gate: null, doubles: _innerSkip));
        else
            AddGatedProject(_squeezeExcite, expanded, projected);
        AddBehindProject(projected);
        return projected;
    }

    private void AddStrips(MapView expandInput, MapView projected)
    {
        var shape = ProjectLayer.Input;
        long rowBytes = (long)shape.Width * ChannelLayout.Pad(shape.Channels) * sizeof(float);
        int stripRows = StripSizing.Rows(shape.Height, kernelSize: 1, stride: 1, rowBytes, localRowBytes: 0);
        var expanded = _context.NewMap("expanded", StripSizing.Strip(shape, stripRows), perWorker: stripRows < shape.Height);
        var steps = new Step[]
        {
            _expand.PlanRows(expandInput, expanded),
            PlanProject(expanded, projected, gate: null, doubles: _innerSkip),
        };
        _context.Add(new StripStep(
            _block.Name, shape.Height, stripRows, EquatableArray<Step>.Empty, Depthwise: null, steps.ToEquatableArray()));
    }

    private void AddGatedProject(SqueezeExciteLayer squeezeExcite, MapView expanded, MapView projected)
    {
        var gating = new SqueezeExcitePlanner(_context, squeezeExcite, expanded);
        _context.Add(gating.RowSums);
        AddGateAndProject(squeezeExcite, gating, expanded, expanded, projected);
    }
}
