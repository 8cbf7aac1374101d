using System.Text.Json;
using Emo.Tool.Terminal;

namespace Emo.Tool.Convert;

/// <summary>A file that was written.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Format">What it is.</param>
/// <param name="Tensors">How many tensors are in it.</param>
/// <param name="LeftOut">What is not: counters, and what cannot be read.</param>
internal sealed record Conversion(string Path, string Format, int Tensors, IReadOnlyList<string> LeftOut)
{
    private const int MaxListed = 5;

    private long Bytes { get; } = new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    public void Write(ToolOutput output)
    {
        output.Line($"{Plain.Name(Path)}: {Format}, {Tensors} tensors, {Plain.Bytes(Bytes)}");
        if (LeftOut.Count == 0)
            return;
        string more = LeftOut.Count > MaxListed ? $" and {LeftOut.Count - MaxListed} more" : "";
        output.Line(
            $"left out, since they are no floating-point tensors: {string.Join(", ", LeftOut.Take(MaxListed).Select(Plain.Name))}{more}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("file", Path);
        json.WriteString("format", Format);
        json.WriteNumber("tensors", Tensors);
        json.WriteNumber("bytes", Bytes);
        json.WriteStartArray("leftOut");
        foreach (string name in LeftOut)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
