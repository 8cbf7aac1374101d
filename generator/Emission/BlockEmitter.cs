using Emo.Codegen.Emission.Kernels;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The method of one block: its buffers as locals, then its steps.</summary>
internal sealed class BlockEmitter
{
    private readonly ExecutionPlan _plan;
    private readonly PlannedBlock _block;
    private readonly List<(ArenaBuffer Buffer, string Name)> _locals = [];
    private readonly List<string> _parameters = [];

    public BlockEmitter(ExecutionPlan plan, PlannedBlock block)
    {
        _plan = plan;
        _block = block;
        NameBuffers();
        if (block.Steps.Any(ReadsInput))
            _parameters.Add("input");
        _parameters.Add("weights");
        _parameters.Add("arena");
        _parameters.Add("constants");
        if (block.Steps.Any(step => step is PlanarOutputStep or VectorOutputStep))
            _parameters.Add("output");
    }

    public string Call => $"{MethodName}({string.Join(", ", _parameters)}, worker);";

    /// <summary><c>stage3.1</c> is <c>Stage3Block1</c>, <c>neck.lateral.0</c> is <c>NeckLateral0</c>.</summary>
    private string MethodName => Identifiers.Pascal(_block.Id is { Kind: BlockKind.Residual } id ? $"{id.Group}.block{id.Index}" : _block.Name);

    public void Emit(SourceWriter source, KernelSet kernels)
    {
        source.Line($"/// <summary>{_block.Name}: {_block.Summary}.</summary>");
        source.Line($"/// <remarks>{_block.Cost.Parameters} parameters, {_block.Cost.MultiplyAdds} multiply-adds.</remarks>");
        source.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (source.Block($"private static void {MethodName}({string.Join(", ", _parameters.Select(name => $"float* {name}"))}, Worker worker)"))
        {
            foreach (var (buffer, name) in _locals)
                source.Line($"float* {name} = arena + {buffer.Offset}{(buffer.PerWorker ? $" + worker.Index * {KernelWriter.Text(_plan.WorkerFloats)}" : "")}; // {Layout(buffer)}");
            source.Line();
            var steps = new StepEmitter(source, kernels, _plan.Buffers, id => _locals.First(local => local.Buffer.Id == id).Name);
            foreach (var step in _block.Steps)
                steps.Emit(step);
        }
    }

    private static bool ReadsInput(Step step) =>
        step is PadInputStep || (step is StripStep strip && strip.Produce.Any(ReadsInput));

    private void NameBuffers()
    {
        var taken = new HashSet<string>();
        foreach (int id in _block.Steps.SelectMany(StepBuffers.Of).Distinct().OrderBy(id => id))
        {
            var buffer = _plan.Buffers[id];
            string name = buffer.Name;
            for (int i = 2; !taken.Add(name); i++)
                name = $"{buffer.Name}{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            _locals.Add((buffer, name));
        }
    }

    private string Layout(ArenaBuffer buffer)
    {
        var view = _block.Steps.SelectMany(MapViews.Of).FirstOrDefault(view => view.Buffer == buffer.Id);
        if (view is null)
            return $"{buffer.Floats} floats";
        string layout = $"[{view.StoredRows}][{view.Width + (2 * view.Padding)}][{view.CellStride}]";
        return view.StoredRows < view.Height ? $"{layout}, some rows of {view.Height}" : layout;
    }
}
