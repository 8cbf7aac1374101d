using System.Text.Json;

namespace Emo.Samples.Segment;

/// <summary>The classes of each picture as one JSON document, for machines.</summary>
internal static class JsonReport
{
    public static void Write(Stream output, ModelInfo model, bool randomWeights, IReadOnlyList<SegmentedPicture> pictures)
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

    private static void WritePicture(Utf8JsonWriter json, SegmentedPicture picture)
    {
        json.WriteStartObject();
        json.WriteString("picture", picture.Name);
        json.WriteNumber("width", picture.Width);
        json.WriteNumber("height", picture.Height);
        if (picture.Annotated is not null)
            json.WriteString("annotated", picture.Annotated);
        json.WriteStartArray("classes");
        foreach (var share in picture.Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("index", share.Index);
            json.WriteString("label", share.Label);
            json.WriteNumber("pixels", share.Pixels);
            json.WriteNumber("share", share.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
