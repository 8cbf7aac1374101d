using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The layer table: a member that builds it on demand, its rows, and a short form as remarks on the class.</summary>
internal static class LayerTableEmitter
{
    /// <summary>Between columns.</summary>
    private const string Gap = "  ";

    public static void EmitMembers(SourceWriter source) => source.Lines(
        """
        /// <summary>
        /// The layer table: operators, output shapes, parameters, multiply-adds, and where in the arena results are written.
        /// ToString formats it for people. It needs no weights, and programs that never call this do not contain it.
        /// </summary>
        public static global::Emo.ModelSummary Describe() =>
            global::Emo.CompilerServices.SummaryBuilder.Build(ModelInfo, static summary => DescribeLayers(summary));

        static partial void DescribeLayers(global::Emo.CompilerServices.SummaryBuilder summary);
        """);

    /// <summary>A row a block; equal blocks that follow each other share one.</summary>
    public static void EmitRemarks(SourceWriter source, ModelSpec spec, ExecutionPlan plan)
    {
        string input = FormattableString.Invariant($"[{plan.Input.Channels}, {plan.Input.Height}, {plan.Input.Width}]");
        string cost = FormattableString.Invariant(
            $"{plan.Cost.Parameters:N0} parameters, {plan.Cost.MultiplyAdds / 1e6:N2} M multiply-adds");
        string arena = FormattableString.Invariant($"{plan.ArenaBytes:N0} bytes of arena");
        source.Line("/// <remarks>");
        source.Line($"/// {Escape(spec.Name)}: input {input}, {cost}, {arena}.");
        source.Line("/// <code>");
        EmitRows(source, BlockGroup.Of(plan.Blocks));
        source.Line("/// </code>");
        source.Line("/// </remarks>");
    }

    /// <summary>In columns. Where the longest description leaves no room for the others, they are in the line behind it.</summary>
    private static void EmitRows(SourceWriter source, IReadOnlyList<BlockGroup> rows)
    {
        int name = rows.Max(row => row.Name.Length);
        int output = rows.Max(row => row.Output.Length);
        string[] ends = [.. rows.Select(row => $"{row.Output.PadRight(output)} {Cost(row)}")];
        int room = source.Room - "/// ".Length - name - ends.Max(end => end.Length) - (2 * Gap.Length);
        int description = rows.Select(row => row.Description.Length).Where(length => length <= room).DefaultIfEmpty().Max();
        for (int i = 0; i < rows.Count; i++)
        {
            string start = $"{rows[i].Name.PadRight(name)}{Gap}";
            string text = rows[i].Description;
            if (text.Length > description)
            {
                source.Line($"/// {start}{Escape(text)}");
                (start, text) = (new string(' ', start.Length), "");
            }

            source.Line($"/// {start}{Escape(text.PadRight(description))}{Gap}{ends[i]}");
        }
    }

    private static string Cost(BlockGroup row) => FormattableString.Invariant(
        $"{row.Cost.Parameters,10:N0} parameters {row.Cost.MultiplyAdds / 1e6,7:N2} M multiply-adds");

    public static string Emit(ModelTarget target, ExecutionPlan plan)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        using (TargetScope.Open(source, target))
        using (source.Block("static partial void DescribeLayers(global::Emo.CompilerServices.SummaryBuilder summary)"))
        {
            foreach (var block in plan.Blocks)
            {
                source.Line($"summary.Block(\"{block.Name}\", \"{block.Description}\");");
                foreach (var row in block.Rows)
                    source.List("summary.Layer(", Arguments(row, plan), ");");
            }
        }

        return source.ToString();
    }

    private static List<string> Arguments(LayerRow row, ExecutionPlan plan)
    {
        var shape = row.Output;
        List<string> arguments =
        [
            $"\"{row.Name}\"",
            $"\"{row.Operators}\"",
            $"channels: {Code.Text(shape.Channels)}",
            $"height: {Code.Text(shape.Height)}",
            $"width: {Code.Text(shape.Width)}",
            $"parameters: {Code.Text(row.Cost.Parameters)}",
            $"multiplyAdds: {Code.Text(row.Cost.MultiplyAdds)}",
        ];
        if (row.Map is { } map)
        {
            var buffer = plan.Buffers[map.Buffer];
            arguments.Add($"arenaOffset: {Code.Text(buffer.Offset)}");
            arguments.Add($"arenaBytes: {Code.Text(buffer.Bytes)}");
        }

        return arguments;
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
