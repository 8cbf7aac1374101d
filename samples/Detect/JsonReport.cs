using System.Text.Json;

namespace Emo.Samples.Detect;

/// <summary>Detections as one JSON document, for machines.</summary>
internal static class JsonReport
{
    public static void Write(Stream output, ModelInfo model, bool randomWeights, IReadOnlyList<DetectedPicture> pictures)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("model", model.Name);
            json.WriteBoolean("randomWeights", randomWeights);
            json.WriteStartArray("pictures");
            foreach (var picture in pictures)
                WritePicture(json, picture);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WritePicture(Utf8JsonWriter json, DetectedPicture picture)
    {
        json.WriteStartObject();
        json.WriteString("picture", picture.Name);
        json.WriteNumber("width", picture.Width);
        json.WriteNumber("height", picture.Height);
        if (picture.Annotated is not null)
            json.WriteString("annotated", picture.Annotated);
        json.WriteStartArray("counts");
        foreach (var count in picture.Counts)
        {
            json.WriteStartObject();
            json.WriteNumber("classIndex", count.ClassIndex);
            json.WriteString("label", count.Label);
            json.WriteNumber("count", count.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("detections");
        foreach (var detection in picture.Detections)
        {
            json.WriteStartObject();
            json.WriteNumber("classIndex", detection.ClassIndex);
            json.WriteString("label", detection.Label);
            json.WriteNumber("score", detection.Score);
            json.WriteNumber("left", detection.Left);
            json.WriteNumber("top", detection.Top);
            json.WriteNumber("right", detection.Right);
            json.WriteNumber("bottom", detection.Bottom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
