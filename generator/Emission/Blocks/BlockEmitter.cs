using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The method of one block: its buffers as locals, then its steps.</summary>
internal sealed class BlockEmitter
{
    private readonly ExecutionPlan _plan;
    private readonly PlannedBlock _block;
    private readonly Dictionary<int, string> _locals;
    private readonly List<string> _memory;
    private readonly IReadOnlyList<Statement> _statements;

    public BlockEmitter(ExecutionPlan plan, PlannedBlock block)
    {
        _plan = plan;
        _block = block;
        _locals = NameBuffers(plan, block);
        _memory = Memory(block);
        _statements = new BlockStatements(plan.Buffers, buffer => _locals[buffer]).Of(block.Steps);
    }

    /// <summary>The kernels and drivers that the block calls.</summary>
    public IEnumerable<Method> Callees => _statements.SelectMany(statement => statement.Callees);

    public string Call => $"{MethodName}({string.Join(", ", _memory)}, worker);";

    /// <summary><c>stage3.1</c> is <c>Stage3Block1</c>, <c>neck.lateral.0</c> is <c>NeckLateral0</c>.</summary>
    private string MethodName => Identifiers.Pascal(_block.Id.CodeName);

    public void Emit(SourceWriter source, Func<Method, string> nameOf)
    {
        source.Summary($"{_block.Name}: {_block.Summary}.");
        source.Line($"/// <remarks>{_block.Cost.Parameters} parameters, {_block.Cost.MultiplyAdds} multiply-adds.</remarks>");
        source.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        IReadOnlyList<string> parameters = [.. _memory.Select(name => $"float* {name}"), "Worker worker"];
        using (source.Block($"private static void {MethodName}(", parameters, ")"))
        {
            foreach (int buffer in _locals.Keys)
                source.Line($"float* {_locals[buffer]} = {Address(_plan.Buffers[buffer])}; // {Layout(_plan.Buffers[buffer])}");
            source.Line();
            foreach (var statement in _statements)
                statement.Emit(source, nameOf);
        }
    }

    /// <summary>The caller's memory that the block's method takes.</summary>
    private static List<string> Memory(PlannedBlock block)
    {
        var operands = block.Steps.SelectMany(step => step.Operands).ToList();
        var memory = new List<string>();
        if (operands.Any(operand => operand is Operand.Input))
            memory.Add("input");
        memory.AddRange(["weights", "arena", "constants"]);
        if (operands.Any(operand => operand is Operand.Output))
            memory.Add("output");
        return memory;
    }

    /// <summary>The buffers of the block in the order in which they were made, each with a local's name.</summary>
    private static Dictionary<int, string> NameBuffers(ExecutionPlan plan, PlannedBlock block)
    {
        var taken = new HashSet<string>();
        var names = new Dictionary<int, string>();
        var ids = block.Steps.SelectMany(step => step.Operands).Select(operand => operand.ArenaBuffer).OfType<int>();
        foreach (int id in ids.Distinct().OrderBy(id => id))
        {
            string name = plan.Buffers[id].Name;
            for (int i = 2; !taken.Add(name); i++)
                name = $"{plan.Buffers[id].Name}_{Code.Text(i)}";
            names.Add(id, name);
        }

        return names;
    }

    private string Address(ArenaBuffer buffer)
    {
        string address = $"arena + {Code.Text(buffer.Offset / sizeof(float))}";
        return buffer.PerWorker ? $"{address} + worker.Index * {Code.Text(_plan.WorkerBytes / sizeof(float))}" : address;
    }

    private string Layout(ArenaBuffer buffer)
    {
        var map = _block.Steps
            .SelectMany(step => step.Operands)
            .OfType<Operand.Map>()
            .FirstOrDefault(operand => operand.View.Buffer == buffer.Id)?.View.Layout;
        if (map is null)
            return $"{Code.Text(buffer.Bytes / sizeof(float))} floats";
        string rows = $"[{Code.Text(map.StoredRows)}][{Code.Text(map.Width + (2 * map.Padding))}][{Code.Text(map.CellStride)}]";
        return map.Storage switch
        {
            RowStorage.Whole => rows,
            RowStorage.Strip => $"{rows}, a strip of the map's {Code.Text(map.Height)} rows",
            RowStorage.Ring => $"{rows}, a ring for the map's {Code.Text(map.Height)} rows",
        };
    }
}
