using System.Text.Json;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Tool.Specs;

namespace Emo.Tool.Summary;

/// <summary>A network for machines: everything that the texts have, blocks with their layers.</summary>
internal static class SummaryJson
{
    public static void Write(Utf8JsonWriter json, ToolSpec spec)
    {
        var plan = spec.Plan;
        json.WriteString("model", spec.Name);
        json.WriteString("task", NetworkTask.Of(spec.Spec));
        WriteShape(json, "input", plan.Input);
        json.WriteNumber("parameters", plan.Cost.Parameters);
        json.WriteNumber("multiplyAdds", plan.Cost.MultiplyAdds);
        json.WriteNumber("weightBytes", plan.WeightBytes);
        json.WriteNumber("arenaBytes", plan.ArenaBytes);
        json.WriteNumber("bytesForEachFurtherThread", plan.WorkerBytes);
        json.WriteStartArray("outputs");
        foreach (var output in plan.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", output.Name);
            WriteShape(json, "shape", output.Shape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("blocks");
        foreach (var block in plan.Blocks)
            WriteBlock(json, plan, block);
        json.WriteEndArray();
    }

    private static void WriteBlock(Utf8JsonWriter json, ExecutionPlan plan, PlannedBlock block)
    {
        json.WriteStartObject();
        json.WriteString("name", block.Name);
        json.WriteString("description", block.Description);
        WriteShape(json, "output", block.Result.Output);
        json.WriteNumber("parameters", SummaryText.Parameters(block));
        json.WriteNumber("multiplyAdds", block.Cost.MultiplyAdds);
        json.WriteStartArray("layers");
        foreach (var row in block.Rows)
            WriteLayer(json, plan, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, ExecutionPlan plan, LayerRow row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteString("operators", row.Operators);
        WriteShape(json, "output", row.Output);
        json.WriteNumber("parameters", row.Cost.Parameters);
        json.WriteNumber("multiplyAdds", row.Cost.MultiplyAdds);
        if (row.Map is { } map)
        {
            json.WriteNumber("arenaOffset", plan.Buffers[map.Buffer].Offset);
            json.WriteNumber("arenaBytes", plan.Buffers[map.Buffer].Bytes);
        }

        json.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter json, string name, MapShape shape)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(shape.Channels);
        json.WriteNumberValue(shape.Height);
        json.WriteNumberValue(shape.Width);
        json.WriteEndArray();
    }
}
