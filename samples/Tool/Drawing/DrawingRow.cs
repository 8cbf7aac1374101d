using Emo.Codegen.Graph;

namespace Emo.Tool.Drawing;

/// <summary>An operator as a coloured label.</summary>
internal sealed record Chip(string Style, string Text);

/// <summary>A block, or several alike that follow each other.</summary>
/// <param name="Name">Its name, or those of the first and the last.</param>
/// <param name="Chips">What it does.</param>
/// <param name="Output">The shape of what it hands on.</param>
/// <param name="Share">Its part of the network's multiply-adds, from 0 to 1.</param>
/// <param name="HasSkip">Whether its input is added to its output.</param>
internal sealed record DrawingRow(string Name, IReadOnlyList<Chip> Chips, MapShape Output, double Share, bool HasSkip)
{
    /// <summary>The rows of blocks that follow each other; those alike share one where there are more than <paramref name="most"/>.</summary>
    public static IReadOnlyList<DrawingRow> Of(IReadOnlyList<LayerBlock> blocks, GraphCost total, int most)
    {
        var rows = blocks.Select(block => (Block: block, Row: Of(block, total))).ToList();
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

    private static DrawingRow Of(LayerBlock block, GraphCost total)
    {
        var chips = block.Layers.Where(layer => layer.IsOperator).Select(layer => new Chip(Style(layer), layer.Description)).ToList();
        if (chips.Count == 0)
            chips.Add(new Chip("other", block.Title));
        var ids = block.Layers.Select(layer => layer.Id).ToHashSet();
        bool hasSkip = block.Id.Kind == BlockKind.Residual && block.Last is AddLayer add && add.Inputs.Any(input => !ids.Contains(input));
        double share = (double)GraphCost.Of(block).MultiplyAdds / Math.Max(1, total.MultiplyAdds);
        return new DrawingRow(block.Name, chips, block.Last.Output, share, hasSkip);
    }

    private static bool IsLike(LayerBlock a, LayerBlock b) => a.Id.Group == b.Id.Group && a.Id.Index is not null && b.Id.Index is not null;

    private bool IsLike(DrawingRow other) => Output == other.Output && HasSkip == other.HasSkip && Chips.SequenceEqual(other.Chips);

    private static string Style(Layer layer) => layer switch
    {
        WindowAttentionLayer => "attention",
        ConvolutionLayer { Groups: > 1 } => "depthwise",
        ConvolutionLayer => "conv",
        _ => "other",
    };
}
