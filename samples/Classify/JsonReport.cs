using System.Text.Json;

namespace Emo.Samples.Classify;

/// <summary>Predictions as one JSON document, for machines.</summary>
internal static class JsonReport
{
    public static void Write(
        Stream output, ModelInfo model, IReadOnlyList<(string Picture, Classification[] Classes)> predictions, Timing? timing)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("model", model.Name);
            if (timing is not null)
            {
                json.WriteStartObject("timing");
                json.WriteNumber("medianMilliseconds", timing.MedianMilliseconds);
                json.WriteNumber("minimumMilliseconds", timing.MinimumMilliseconds);
                json.WriteNumber("runs", timing.Runs);
                json.WriteEndObject();
            }

            json.WriteStartArray("pictures");
            foreach (var (picture, classes) in predictions)
                WritePicture(json, picture, classes);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WritePicture(Utf8JsonWriter json, string picture, Classification[] classes)
    {
        json.WriteStartObject();
        json.WriteString("picture", picture);
        json.WriteStartArray("classes");
        foreach (var entry in classes)
        {
            json.WriteStartObject();
            json.WriteNumber("index", entry.Index);
            json.WriteString("label", entry.Label);
            json.WriteNumber("probability", entry.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
