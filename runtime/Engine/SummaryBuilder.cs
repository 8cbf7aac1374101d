using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>Collects the rows of a layer table. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SummaryBuilder
{
    private readonly List<(string Name, string Description, List<LayerSummary> Layers)> _blocks = [];

    private SummaryBuilder()
    {
    }

    /// <summary>The table that <paramref name="describe"/> adds the blocks and layers of.</summary>
    public static ModelSummary Build(ModelInfo model, Action<SummaryBuilder> describe)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(describe);
        var builder = new SummaryBuilder();
        describe(builder);
        return new ModelSummary(
            model, [.. builder._blocks.Select(block => new BlockSummary(block.Name, block.Description, [.. block.Layers]))]);
    }

    /// <summary>Starts a block; the layers that follow are its.</summary>
    public void Block(string name, string description) => _blocks.Add((name, description, []));

    /// <summary>Adds a layer to the block. Without <paramref name="arenaBytes"/> its result is never written.</summary>
    public void Layer(
        string name, string operators, int channels, int height, int width, long parameters, long multiplyAdds,
        long arenaOffset = 0, long arenaBytes = 0) =>
        _blocks[^1].Layers.Add(new LayerSummary(
            name, operators, new FeatureShape(channels, height, width), parameters, multiplyAdds,
            arenaBytes == 0 ? null : new ArenaRange(arenaOffset, arenaBytes)));
}
