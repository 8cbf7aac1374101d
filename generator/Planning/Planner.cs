using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>Layer graph to execution plan: fusion and folding by the block planners, then the arena by lifetimes.</summary>
internal sealed class Planner
{
    private readonly LayerGraph _graph;
    private readonly PlanContext _context = new();
    private readonly LayerReaders _readers;
    private readonly LayerMaps _maps;
    private readonly List<PlannedBlock> _blocks = [];
    private readonly HashSet<string> _namedLayers = [];
    private PlanEmbedding? _embedding;

    private Planner(LayerGraph graph)
    {
        _graph = graph;
        _readers = new LayerReaders(graph);
        _maps = new LayerMaps(_context, graph);
    }

    /// <exception cref="OperationCanceledException">The user types on, and nobody waits for this plan any more.</exception>
    public static ExecutionPlan Plan(LayerGraph graph, CancellationToken cancellation = default) => new Planner(graph).Plan(cancellation);

    private ExecutionPlan Plan(CancellationToken cancellation)
    {
        var input = PlanStem(_graph.Blocks[0]);
        foreach (var block in _graph.Blocks.Skip(1))
        {
            cancellation.ThrowIfCancellationRequested();
            input = Plan(block, input);
        }

        var arena = ArenaPlanner.Place(Lifetimes());
        return new ExecutionPlan(
            _graph.Name,
            _graph.Input,
            _maps.Outputs,
            _embedding,
            _blocks.ToEquatableArray(),
            arena.Buffers,
            arena.Bytes,
            arena.WorkerBytes,
            _context.Weights.ToEquatableArray(),
            _context.WeightBytes,
            StateDictPlanner.Plan(_graph),
            _graph.IgnoredPrefixes,
            GraphCost.Of(_graph))
        {
            PreferredKey = _graph.PreferredKey,
        };
    }

    /// <param name="block">A block behind the stem.</param>
    /// <param name="input">What the last block of the backbone hands on.</param>
    /// <returns>The same after this block.</returns>
    private BlockInput Plan(LayerBlock block, BlockInput input) => block.Id.Kind switch
    {
        BlockKind.Stem => throw new InvalidOperationException($"{block.Name}: the stem is the first block, and there is one."),
        BlockKind.Residual => PlanResidual(block, input),
        BlockKind.Classifier => PlanClassifier(block, input),
        BlockKind.Maps => PlanMaps(block, input),
    };

    private BlockInput PlanStem(LayerBlock block)
    {
        var output = StemPlanner.Plan(_context, block, ComposesStemProject());
        Finish(block, output.Map);
        return output;
    }

    private BlockInput PlanResidual(LayerBlock block, BlockInput input)
    {
        var output = ResidualBlockPlanner.Plan(_context, block, input, _readers.OwnsInput(block));
        Finish(block, output.Map);
        return output;
    }

    private BlockInput PlanClassifier(LayerBlock block, BlockInput input)
    {
        _embedding = ClassifierHeadPlanner.Plan(_context, block, input.Map);
        Finish(block);
        return input;
    }

    private BlockInput PlanMaps(LayerBlock block, BlockInput input)
    {
        new MapBlockPlanner(_context, _readers, _maps).Plan(block);
        Finish(block);
        return input;
    }

    /// <summary>Nobody else may look at the stem's output, and what follows must be linear.</summary>
    private bool ComposesStemProject() =>
        _graph.Blocks.Count > 1 &&
        ResidualBlockPlanner.StartsWithLinear(_graph.Blocks[1]) &&
        _readers.Sole(_graph.Blocks[0].Last) is not null;

    /// <summary>
    /// A block of the backbone: its map may be an output, and what comes behind the backbone may read it. Only a stage's
    /// last map is whole for good: within a stage, blocks add to the map before them in place, and so does the first block of the next one
    /// where it has a skip and nobody else reads the map.
    /// </summary>
    private void Finish(LayerBlock block, MapView map)
    {
        _maps.Record(block.Last, map);
        Finish(block);
    }

    private void Finish(LayerBlock block) => _blocks.Add(new PlannedBlock(
        block.Id,
        block.Summary,
        GraphCost.Of(block),
        _context.TakeSteps(),
        block.Description,
        LayerRow.Of(block, _namedLayers, _context.Results)));

    private List<ArenaBuffer> Lifetimes()
    {
        int[] first = Enumerable.Repeat(int.MaxValue, _context.Buffers.Count).ToArray();
        int[] last = Enumerable.Repeat(-1, _context.Buffers.Count).ToArray();
        int index = 0;
        foreach (var block in _blocks)
        {
            foreach (var step in block.Steps)
            {
                foreach (int buffer in step.Operands.Select(operand => operand.ArenaBuffer).OfType<int>())
                {
                    first[buffer] = Math.Min(first[buffer], index);
                    last[buffer] = Math.Max(last[buffer], index);
                }

                index++;
            }

            // What a block hands on can be observed behind its last step.
            if (block.Result.Map is { } result)
                last[result.Buffer] = Math.Max(last[result.Buffer], index - 1);
        }

        return _context.Buffers.Select(buffer => buffer with { First = first[buffer.Id], Last = last[buffer.Id] }).ToList();
    }
}
