using Emo.Codegen.Planning;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Summary;

/// <summary>A network for people: totals, and a line for each block or layer with its share of the multiply-adds.</summary>
internal static class SummaryText
{
    private const int BarWidth = 12;

    public static void Write(ToolOutput output, ToolSpec spec, bool layers)
    {
        var plan = spec.Plan;
        output.Line($"{output.Bold(spec.Name)}: {NetworkTask.Of(spec.Spec)}, input {spec.InputText}");
        output.Line($"{Plain.Number(plan.Cost.Parameters)} parameters, {Plain.Number(plan.Cost.MultiplyAdds)} multiply-adds");
        output.Line(
            $"memory: {Plain.Bytes(plan.WeightBytes)} of weights, {Plain.Bytes(plan.ArenaBytes)} of arena for each instance, and " +
            $"{Plain.Bytes(plan.WorkerBytes)} for each further thread of a team");
        output.Line();
        (layers ? Layers(output, plan) : Blocks(plan)).Write(output);
        output.Line();
        foreach (var result in plan.Outputs)
            output.Line($"output {result.Name} {result.Shape.ToPlanarText()}");
        if (layers)
            output.Line("folded: the result is never written, the layer is part of the one that follows");
    }

    private static TextTable Blocks(ExecutionPlan plan)
    {
        var table = new TextTable(
            new Column("block"), new Column("operators", MayBeCut: true), new Column("output"), new Column("parameters", IsNumber: true),
            new Column("mult-adds (M)", IsNumber: true), new Column("share", IsNumber: true), new Column(""));
        foreach (var block in plan.Blocks)
        {
            double share = (double)block.Cost.MultiplyAdds / plan.Cost.MultiplyAdds;
            table.Add(
                block.Name, block.Description, block.Result.Output.ToPlanarText(), Plain.Number(Parameters(block)),
                Millions(block.Cost.MultiplyAdds), Plain.Percent(share), Bar.Of(share, BarWidth));
        }

        return table;
    }

    private static TextTable Layers(ToolOutput output, ExecutionPlan plan)
    {
        var table = new TextTable(
            new Column("layer"), new Column("operators", MayBeCut: true), new Column("output"), new Column("parameters", IsNumber: true),
            new Column("mult-adds (M)", IsNumber: true), new Column("arena bytes"));
        foreach (var block in plan.Blocks)
        {
            table.Add(
                output.Bold, block.Name, block.Description.Split(':')[0], block.Result.Output.ToPlanarText(),
                Plain.Number(Parameters(block)), Millions(block.Cost.MultiplyAdds), "");
            foreach (var row in block.Rows)
            {
                table.Add(
                    "  " + NameInside(block, row), row.Operators, row.Output.ToPlanarText(),
                    row.Cost.Parameters == 0 ? "" : Plain.Number(row.Cost.Parameters),
                    row.Cost.MultiplyAdds == 0 ? "" : Millions(row.Cost.MultiplyAdds),
                    row.Map is { } map ? Range(plan.Buffers[map.Buffer]) : "folded");
            }
        }

        return table;
    }

    /// <summary>The rows count parameters that layers share once.</summary>
    public static long Parameters(PlannedBlock block) => block.Rows.Sum(row => row.Cost.Parameters);

    private static string Range(ArenaBuffer buffer) => Plain.Text($"{buffer.Offset}-{buffer.Offset + buffer.Bytes}");

    private static string Millions(long multiplyAdds) => Plain.Text($"{multiplyAdds / 1e6:F2}");

    /// <summary>"v.conv" of <c>stage1.0.v.conv</c>, and of <c>backbone.stage1.0.v.conv</c>.</summary>
    private static string NameInside(PlannedBlock block, LayerRow row)
    {
        string name = $".{row.Name}.";
        int at = name.IndexOf($".{block.Name}.", StringComparison.Ordinal);
        return at < 0 ? row.Name : name[(at + block.Name.Length + 2)..].TrimEnd('.');
    }
}
