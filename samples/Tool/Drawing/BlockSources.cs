using Emo.Codegen.Graph;

namespace Emo.Tool.Drawing;

/// <summary>Which blocks a block reads.</summary>
internal sealed class BlockSources
{
    private readonly Dictionary<int, LayerBlock> _blocks = [];
    private readonly Dictionary<LayerBlock, LayerBlock?> _before = new(ReferenceEqualityComparer.Instance);

    private BlockSources()
    {
    }

    public static BlockSources Of(LayerGraph graph)
    {
        var sources = new BlockSources();
        LayerBlock? before = null;
        foreach (var block in graph.Blocks)
        {
            sources._before.Add(block, before);
            foreach (var layer in block.Layers)
                sources._blocks.Add(layer.Id, block);
            before = block;
        }

        return sources;
    }

    /// <summary>Their names; empty where there is but the one before.</summary>
    public string TextOf(LayerBlock block)
    {
        var read = block.Layers.SelectMany(layer => layer.Inputs)
            .Select(input => _blocks.GetValueOrDefault(input))
            .OfType<LayerBlock>()
            .Where(source => source != block)
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<LayerBlock>()
            .ToList();
        return read.Count == 0 || (read.Count == 1 && read[0] == _before[block]) ? "" : Names(read);
    }

    /// <summary>"head.psp.0-3" where they follow each other.</summary>
    private static string Names(List<LayerBlock> blocks)
    {
        var runs = new List<(LayerBlock First, LayerBlock Last)>();
        foreach (var block in blocks)
        {
            bool follows = runs.Count > 0 && runs[^1].Last.Id.Group == block.Id.Group && runs[^1].Last.Id.Index + 1 == block.Id.Index;
            if (follows)
                runs[^1] = (runs[^1].First, block);
            else
                runs.Add((block, block));
        }

        return string.Join(", ", runs.Select(run => run.First == run.Last ? run.First.Name : $"{run.First.Name}-{run.Last.Id.Index}"));
    }
}
