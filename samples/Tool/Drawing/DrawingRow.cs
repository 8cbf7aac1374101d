using Emo.Codegen.Graph;

namespace Emo.Tool.Drawing;

/// <summary>An operator as a coloured label.</summary>
internal sealed record Chip(string Style, string Text);

/// <summary>A block, or several alike that follow each other.</summary>
/// <param name="Name">Its name, or those of the first and the last.</param>
/// <param name="Chips">What it does.</param>
/// <param name="Source">The blocks that it reads, where that is not the one before it; else empty.</param>
/// <param name="Output">The shape of what it hands on.</param>
/// <param name="Share">Its part of the network's multiply-adds, from 0 to 1.</param>
/// <param name="HasSkip">Whether its input is added to its output.</param>
internal sealed record DrawingRow(string Name, IReadOnlyList<Chip> Chips, string Source, MapShape Output, double Share, bool HasSkip)
{
    /// <summary>A row a block; where there are more than <paramref name="most"/>, blocks alike that follow each other share one.</summary>
    public static IReadOnlyList<DrawingRow> Of(IReadOnlyList<LayerBlock> blocks, BlockSources sources, GraphCost total, int most)
    {
        var rows = blocks.Select(block => (Block: block, Row: Of(block, sources, total))).ToList();
        if (rows.Count <= most)
            return rows.ConvertAll(row => row.Row);
        var merged = new List<(LayerBlock First, LayerBlock Last, DrawingRow Row)>();
        foreach (var (block, row) in rows)
        {
            if (merged.Count > 0 && IsLike(merged[^1].Last, block) && merged[^1].Row.IsLike(row))
                merged[^1] = (merged[^1].First, block, merged[^1].Row with { Share = merged[^1].Row.Share + row.Share });
            else
                merged.Add((block, block, row));
        }

        return merged.ConvertAll(row => row.First == row.Last ? row.Row : row.Row with { Name = $"{row.First.Name}-{row.Last.Id.Index}" });
    }

    private static DrawingRow Of(LayerBlock block, BlockSources sources, GraphCost total)
    {
        var chips = ChipsOf(block.Layers.Where(layer => layer.IsOperator));
        if (chips.Count == 0)
            chips.Add(new Chip("other", block.Title));
        var ids = block.Layers.Select(layer => layer.Id).ToHashSet();
        bool hasSkip = block.Id.Kind == BlockKind.Residual && block.Last is AddLayer add && add.Inputs.Any(input => !ids.Contains(input));
        double share = (double)GraphCost.Of(block).MultiplyAdds / Math.Max(1, total.MultiplyAdds);
        return new DrawingRow(block.Name, chips, sources.TextOf(block), block.Last.Output, share, hasSkip);
    }

    /// <summary>Equal operators that follow each other are one chip.</summary>
    private static List<Chip> ChipsOf(IEnumerable<Layer> operators)
    {
        var chips = new List<(Chip Chip, int Count)>();
        foreach (var layer in operators)
        {
            var chip = new Chip(Style(layer), layer.Description);
            if (chips.Count > 0 && chips[^1].Chip == chip)
                chips[^1] = (chip, chips[^1].Count + 1);
            else
                chips.Add((chip, 1));
        }

        return chips.ConvertAll(chip => chip.Count == 1 ? chip.Chip : chip.Chip with { Text = $"{chip.Count} x {chip.Chip.Text}" });
    }

    private static bool IsLike(LayerBlock a, LayerBlock b) => a.Id.Group == b.Id.Group && a.Id.Index is not null && b.Id.Index is not null;

    private bool IsLike(DrawingRow other) =>
        Output == other.Output && Source == other.Source && HasSkip == other.HasSkip && Chips.SequenceEqual(other.Chips);

    private static string Style(Layer layer) => layer switch
    {
        WindowAttentionLayer => "attention",
        ConvolutionLayer { Groups: > 1 } => "depthwise",
        ConvolutionLayer => "conv",
        _ => "other",
    };
}
