using System.Globalization;
using System.Text;

namespace Emo;

/// <summary>Formats the layer table with aligned columns.</summary>
internal static class SummaryTable
{
    private const int Gap = 2;
    private const string NotWritten = "folded";
    private static readonly Row s_header = new("layer", "operators", "output", "parameters", "mult-adds (M)", "arena bytes");

    public static string Format(ModelSummary summary, bool layers)
    {
        List<Row> rows = [s_header];
        foreach (var block in summary.Blocks)
        {
            rows.Add(new Row(
                block.Name,
                layers ? Kind(block) : block.Description,
                block.Output.ToString(),
                Text($"{block.Parameters:N0}"),
                Millions(block.MultiplyAdds),
                ""));
            if (layers)
                rows.AddRange(block.Layers.Select(layer => LayerRow(block, layer)));
        }

        if (!layers)
            rows[0] = rows[0] with { Cells = [.. rows[0].Cells[..^1], ""] };
        int[] widths = [.. Enumerable.Range(0, Row.Columns).Select(column => rows.Max(row => row[column].Length))];
        string rule = new('-', widths.Where(width => width > 0).Sum(width => width + Gap) - Gap);
        var text = new StringBuilder();
        text.Append(Title(summary.Model)).Append('\n').Append(rule).Append('\n');
        for (int i = 0; i < rows.Count; i++)
        {
            text.Append(rows[i].Aligned(widths, Gap)).Append('\n');
            if (i == 0)
                text.Append(rule).Append('\n');
        }

        return text.Append(rule).Append('\n').Append(Totals(summary.Model, layers)).ToString();
    }

    private static Row LayerRow(BlockSummary block, LayerSummary layer)
    {
        string arena = layer.Arena is { } range ? Text($"{range.Offset}-{range.Offset + range.Bytes}") : NotWritten;
        return new Row(
            "  " + NameInside(block, layer), layer.Operators, layer.Output.ToString(),
            layer.Parameters == 0 ? "" : Text($"{layer.Parameters:N0}"),
            layer.MultiplyAdds == 0 ? "" : Millions(layer.MultiplyAdds), arena);
    }

    /// <summary>"v.conv" of <c>stage1.0.v.conv</c>, and of <c>backbone.stage1.0.v.conv</c>.</summary>
    private static string NameInside(BlockSummary block, LayerSummary layer)
    {
        string name = $".{layer.Name}.";
        int at = name.IndexOf($".{block.Name}.", StringComparison.Ordinal);
        return at < 0 ? layer.Name : name[(at + block.Name.Length + 2)..].TrimEnd('.');
    }

    /// <summary>Without the operators, which the layers' lines name.</summary>
    private static string Kind(BlockSummary block) => block.Description.Split(':')[0];

    private static string Title(ModelInfo model) =>
        Text($"{model.Name}: input [3, {model.Preprocessing.InputHeight}, {model.Preprocessing.InputWidth}]");

    private static string Totals(ModelInfo model, bool layers)
    {
        string totals = Text(
            $"""
            parameters      {model.ParameterCount,15:N0}
            multiply-adds   {model.MultiplyAdds,15:N0}
            packed weights  {model.WeightBytes,15:N0} bytes
            arena, at most  {model.ArenaBytes,15:N0} bytes, and {model.ScratchBytes:N0} for each further thread of a team
            """);
        return layers ? $"{totals}\n{NotWritten}: the result is never written, the layer is part of the one that follows" : totals;
    }

    private static string Millions(long count) => Text($"{count / 1e6:N2}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(params string[] Cells)
    {
        public const int Columns = 6;
        private const int FirstNumber = 3;

        public string this[int column] => Cells[column];

        public string Aligned(int[] widths, int gap) => string.Join(
            new string(' ', gap),
            Cells.Select((cell, column) => column < FirstNumber ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();
    }
}
