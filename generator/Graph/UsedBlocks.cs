namespace Emo.Codegen.Graph;

/// <summary>The blocks that the outputs need, in order: a backbone stops at the last stage that it gives out.</summary>
internal static class UsedBlocks
{
    public static IReadOnlyList<LayerBlock> Of(IReadOnlyList<LayerBlock> blocks, IEnumerable<GraphOutput> outputs)
    {
        var needed = new HashSet<int>(outputs.Select(output => output.Layer));
        var used = new List<LayerBlock>();
        foreach (var block in blocks.Reverse())
        {
            if (!block.Layers.Any(layer => needed.Contains(layer.Id)))
                continue;
            needed.UnionWith(block.Layers.SelectMany(layer => layer.Inputs));
            used.Insert(0, block);
        }

        return used;
    }
}
