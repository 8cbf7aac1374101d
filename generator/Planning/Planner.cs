using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>Layer graph to execution plan: fusion and folding by the block planners, then the arena by lifetimes.</summary>
internal sealed class Planner
{
    private readonly LayerGraph _graph;
    private readonly PlanContext _context = new();
    private readonly List<PlannedBlock> _blocks = [];
    private readonly List<PlanOutput> _outputs = [];
    private long _outputFloats;

    private Planner(LayerGraph graph) => _graph = graph;

    /// <exception cref="OperationCanceledException">The user types on, and nobody waits for this plan any more.</exception>
    public static ExecutionPlan Plan(LayerGraph graph, CancellationToken cancellation = default) => new Planner(graph).Plan(cancellation);

    private ExecutionPlan Plan(CancellationToken cancellation)
    {
        var input = StemPlanner.Plan(_context, _graph.Blocks[0], ComposesStemProject());
        Finish(_graph.Blocks[0], input.Map);
        for (int i = 1; i < _graph.Blocks.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = _graph.Blocks[i];
            if (block.Name == "head")
                ClassifierHeadPlanner.Plan(_context, block, input.Map);
            else
                input = ResidualBlockPlanner.Plan(_context, block, input);
            Finish(block, input.Map);
        }

        var (buffers, arenaFloats) = ArenaPlanner.Place(Lifetimes());
        return new ExecutionPlan(
            _graph.Name,
            _graph.Input,
            _outputs.ToEquatableArray(),
            _blocks.ToEquatableArray(),
            buffers,
            arenaFloats + _context.ScratchFloats,
            _context.ScratchFloats,
            _context.Weights.ToEquatableArray(),
            _context.WeightFloats,
            StateDictPlanner.Plan(_graph),
            _graph.IgnoredPrefixes,
            GraphCost.Of(_graph));
    }

    /// <summary>Nobody may look at the stem's output, and what follows must be linear.</summary>
    private bool ComposesStemProject() =>
        _graph.Blocks.Count > 1 &&
        ResidualBlockPlanner.StartsWithLinear(_graph.Blocks[1]) &&
        _graph.Outputs.All(output => output.Name != _graph.Blocks[0].Name);

    private void Finish(LayerBlock block, MapView map)
    {
        int lastLayer = block.Layers[block.Layers.Count - 1].Id;
        foreach (var output in _graph.Outputs.Where(output => output.Layer == lastLayer))
        {
            if (block.Name != "head")
                _context.Add(new PlanarOutputStep($"output {output.Name}", map, _outputFloats));
            _outputs.Add(new PlanOutput(output.Name, output.Shape, _outputFloats));
            _outputFloats += output.Shape.Channels * output.Shape.Cells;
        }

        _blocks.Add(new PlannedBlock(block.Name, block.Summary, GraphCost.Of(block), _context.TakeSteps()));
    }

    private List<ArenaBuffer> Lifetimes()
    {
        int[] first = Enumerable.Repeat(int.MaxValue, _context.BufferCount).ToArray();
        int[] last = Enumerable.Repeat(-1, _context.BufferCount).ToArray();
        int index = 0;
        foreach (var step in _blocks.SelectMany(block => block.Steps))
        {
            foreach (int buffer in StepBuffers.Of(step))
            {
                first[buffer] = Math.Min(first[buffer], index);
                last[buffer] = Math.Max(last[buffer], index);
            }

            index++;
        }

        return Enumerable.Range(0, _context.BufferCount).Select(id => _context.Buffer(id, first[id], last[id])).ToList();
    }
}
