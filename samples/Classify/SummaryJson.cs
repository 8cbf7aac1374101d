using System.Text.Json;

namespace Emo.Samples.Classify;

/// <summary>The layer table as one JSON document, for machines.</summary>
internal static class SummaryJson
{
    public static void Write(Stream output, ModelSummary summary)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            var model = summary.Model;
            json.WriteStartObject();
            json.WriteString("model", model.Name);
            json.WriteNumber("parameters", model.ParameterCount);
            json.WriteNumber("multiplyAdds", model.MultiplyAdds);
            json.WriteNumber("weightBytes", model.WeightBytes);
            json.WriteNumber("arenaBytes", model.ArenaBytes);
            json.WriteStartArray("blocks");
            foreach (var block in summary.Blocks)
                WriteBlock(json, block);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteBlock(Utf8JsonWriter json, BlockSummary block)
    {
        json.WriteStartObject();
        json.WriteString("name", block.Name);
        json.WriteString("description", block.Description);
        json.WriteStartArray("layers");
        foreach (var layer in block.Layers)
            WriteLayer(json, layer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, LayerSummary layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("operators", layer.Operators);
        json.WriteStartArray("output");
        json.WriteNumberValue(layer.Output.Channels);
        json.WriteNumberValue(layer.Output.Height);
        json.WriteNumberValue(layer.Output.Width);
        json.WriteEndArray();
        json.WriteNumber("parameters", layer.Parameters);
        json.WriteNumber("multiplyAdds", layer.MultiplyAdds);
        if (layer.Arena is { } arena)
        {
            json.WriteNumber("arenaOffset", arena.Offset);
            json.WriteNumber("arenaBytes", arena.Bytes);
        }

        json.WriteEndObject();
    }
}
