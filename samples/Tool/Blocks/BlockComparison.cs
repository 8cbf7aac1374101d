using System.Text.Json;
using Emo.Tool.Terminal;

namespace Emo.Tool.Blocks;

/// <summary>All blocks as two files have them, and the first one that differs.</summary>
/// <param name="Model">The network.</param>
/// <param name="Actual">The file that is judged.</param>
/// <param name="Reference">The file that it is compared with.</param>
/// <param name="Input">What the network was shown.</param>
/// <param name="Tolerance">The fraction of the largest value by which a block may differ.</param>
/// <param name="Blocks">The blocks in their order.</param>
/// <param name="Others">Tensors of a dump that are no blocks.</param>
internal sealed record BlockComparison(
    string Model, string Actual, string Reference, string Input, double Tolerance,
    IReadOnlyList<BlockDifference> Blocks, IReadOnlyList<string> Others)
{
    private const int MaxOthers = 10;

    public BlockDifference? First => Blocks.FirstOrDefault(block => block.Differs);

    public int Compared => Blocks.Count(block => block.Problem is null);

    /// <summary>1 if a block differs, or if there was none to compare.</summary>
    public int Status => First is not null || Compared == 0 ? 1 : 0;

    public void Write(ToolOutput output)
    {
        output.Line(
            $"{Model}: {Plain.Name(Actual)} against {Plain.Name(Reference)}, input: {Input}, " +
            Plain.Text($"tolerance {Tolerance:0.##E+0} of each maximum"));
        output.Line();
        var table = new TextTable(
            new Column("block"), new Column("output"), new Column("difference", IsNumber: true), new Column("of maximum", IsNumber: true),
            new Column("", MayBeCut: true));
        foreach (var block in Blocks)
        {
            string largest = block.Problem is null ? Plain.Text($"{block.Largest:0.00E+0}") : "";
            string fraction = block.Problem is null ? Plain.Text($"{block.Fraction:0.00E+0}") : "";
            string verdict = string.Join("  ", new[] { block.Problem, block.Differs ? "differs" : null }.OfType<string>());
            Func<string, string> paint = block.Differs ? line => output.Paint(line, "31") : line => line;
            table.Add(paint, block.Name, block.Shape.ToString(), largest, fraction, verdict);
        }

        table.Write(output);
        output.Line();
        if (Others.Count > 0)
        {
            string more = Others.Count > MaxOthers ? ", ..." : "";
            output.Line($"In the file, but no block: {string.Join(", ", Others.Take(MaxOthers).Select(Plain.Name))}{more}");
        }

        output.Line(Verdict());
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("model", Model);
        json.WriteString("actual", Actual);
        json.WriteString("reference", Reference);
        json.WriteString("input", Input);
        json.WriteNumber("tolerance", Tolerance);
        json.WriteBoolean("agree", Status == 0);
        json.WriteString("firstDifference", First?.Name);
        json.WriteStartArray("blocks");
        foreach (var block in Blocks)
        {
            json.WriteStartObject();
            json.WriteString("name", block.Name);
            json.WriteBoolean("differs", block.Differs);
            if (block.Problem is not null)
                json.WriteString("problem", block.Problem);
            else
                WriteNumbers(json, block);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>JSON has no infinity: a difference that is none of its numbers is left out.</summary>
    private static void WriteNumbers(Utf8JsonWriter json, BlockDifference block)
    {
        if (double.IsFinite(block.Largest))
            json.WriteNumber("largest", block.Largest);
        if (double.IsFinite(block.Maximum))
            json.WriteNumber("maximum", block.Maximum);
        json.WriteString("place", block.Place);
    }

    private string Verdict()
    {
        if (First is { } first)
        {
            string where = first.Problem is null
                ? Plain.Text($": most at {first.Place}, {first.Actual:G7} against {first.Expected:G7}")
                : "";
            return $"The first block that differs is {first.Name}{where}.";
        }

        return Compared > 0
            ? $"All {Compared} blocks agree."
            : $"There is no block to compare: the tensors of a dump must have their names, {Blocks[0].Name} to {Blocks[^1].Name}.";
    }
}
