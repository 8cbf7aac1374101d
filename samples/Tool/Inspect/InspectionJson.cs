using System.Text.Json;

namespace Emo.Tool.Inspect;

/// <summary>An inspection for machines: everything, with each tensor.</summary>
internal static class InspectionJson
{
    public static void Write(Utf8JsonWriter json, Inspection inspection)
    {
        var checkpoint = inspection.Checkpoint;
        json.WriteString("file", checkpoint.Name);
        json.WriteString("format", inspection.Format.Name);
        json.WriteNumber("bytes", inspection.Format.Bytes);
        WriteTexts(json, "labels", checkpoint.Labels);
        WriteStateDicts(json, inspection);
        json.WriteStartArray("fits");
        foreach (var match in inspection.Matches.Where(match => match.Fits))
            WriteMatch(json, match);
        json.WriteEndArray();
        if (inspection.Nearest is { Fits: false } nearest)
        {
            json.WritePropertyName("nearest");
            WriteMatch(json, nearest);
        }

        if (inspection.Architecture is { } architecture)
            json.WriteString("architecture", architecture.ToString());
        WriteTexts(json, "odd", inspection.Oddities);
        json.WriteStartObject("metadata");
        foreach (var (key, value) in checkpoint.Metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        WriteTexts(json, "namedObjects", checkpoint.NamedObjects);
        json.WriteStartObject("unreadable");
        foreach (var (key, reason) in inspection.Taken.Unreadable)
            json.WriteString(key, reason);
        json.WriteEndObject();
        json.WriteStartArray("tensors");
        foreach (var scan in inspection.Tensors)
            WriteTensor(json, scan);
        json.WriteEndArray();
    }

    private static void WriteStateDicts(Utf8JsonWriter json, Inspection inspection)
    {
        json.WriteStartArray("stateDicts");
        foreach (var candidate in inspection.Checkpoint.Candidates)
        {
            json.WriteStartObject();
            json.WriteString("key", candidate.Key);
            json.WriteNumber("tensors", candidate.Tensors.Count);
            json.WriteBoolean("taken", candidate == inspection.Taken);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMatch(Utf8JsonWriter json, NetworkMatch match)
    {
        json.WriteStartObject();
        json.WriteString("spec", match.Name);
        if (match.Classes is { } classes)
            json.WriteNumber("classCount", classes);
        json.WriteString("prefix", match.Comparison.Prefix);
        json.WriteNumber("tensors", match.Expected);
        json.WriteNumber("matched", match.Matched);
        WriteTexts(json, "missing", match.Comparison.Missing.Select(missing => missing.Name));
        WriteTexts(json, "misfits", match.Comparison.Misfits.Select(misfit => misfit.Name));
        WriteTexts(json, "unexpected", match.Unexpected.Select(entry => entry.Name));
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, TensorScan scan)
    {
        json.WriteStartObject();
        json.WriteString("name", scan.Tensor.Name);
        json.WriteString("type", scan.Tensor.DataType.ToString());
        json.WriteStartArray("shape");
        foreach (long side in scan.Tensor.Shape)
            json.WriteNumberValue(side);
        json.WriteEndArray();
        if (scan.IsRead)
        {
            json.WriteNumber("least", scan.Least);
            json.WriteNumber("largest", scan.Largest);
            json.WriteNumber("notANumber", scan.NotANumber);
            json.WriteNumber("infinite", scan.Infinite);
        }

        json.WriteEndObject();
    }

    /// <summary>An array of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
