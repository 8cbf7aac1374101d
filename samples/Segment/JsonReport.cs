using System.Text.Json;
using Emo.Samples.Regions;

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
                WritePicture(json, model, picture);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WritePicture(Utf8JsonWriter json, ModelInfo model, SegmentedPicture picture)
    {
        json.WriteStartObject();
        json.WriteString("picture", picture.Name);
        json.WriteNumber("width", picture.Width);
        json.WriteNumber("height", picture.Height);
        if (picture.Annotated is not null)
            json.WriteString("annotated", picture.Annotated);
        if (picture.LabelMap is not null)
            json.WriteString("labelMap", picture.LabelMap);
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
        if (picture.Regions is { } regions)
            WriteRegions(json, model, regions);
        json.WriteEndObject();
    }

    private static void WriteRegions(Utf8JsonWriter json, ModelInfo model, IReadOnlyList<Region> regions)
    {
        json.WriteStartArray("counts");
        foreach (var ofClass in regions.GroupBy(region => region.ClassIndex).OrderBy(group => group.Key))
        {
            json.WriteStartObject();
            json.WriteNumber("index", ofClass.Key);
            json.WriteString("label", model.LabelOf(ofClass.Key));
            json.WriteNumber("count", ofClass.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("regions");
        foreach (var region in regions)
        {
            json.WriteStartObject();
            json.WriteNumber("index", region.ClassIndex);
            json.WriteString("label", model.LabelOf(region.ClassIndex));
            json.WriteNumber("area", region.Area);
            json.WriteNumber("centreX", region.CentreX);
            json.WriteNumber("centreY", region.CentreY);
            json.WriteNumber("left", region.Left);
            json.WriteNumber("top", region.Top);
            json.WriteNumber("right", region.Right);
            json.WriteNumber("bottom", region.Bottom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
