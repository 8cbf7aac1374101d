using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// mmdetection's <c>FPN</c> (necks/fpn.py): laterals, top-down sums, a convolution of each sum, extra levels on top. The
/// coarsest lateral comes first, since the finer ones add to it.
/// </summary>
internal static class FpnNeckBuilder
{
    public static IReadOnlyList<Layer> Build(FpnNeckSpec neck, IReadOnlyList<Layer> inputs, BlockList blocks)
    {
        var sums = new Layer[inputs.Count];
        for (int level = inputs.Count - 1; level >= 0; level--)
            sums[level] = blocks.Add(Lateral(neck, level, inputs[level], level + 1 < inputs.Count ? sums[level + 1] : null, blocks));

        var levels = new List<Layer>();
        foreach (var sum in sums)
            levels.Add(blocks.Add(Convolution(neck, levels.Count, sum, stride: 1, blocks)));
        for (int extra = 0; extra < neck.ExtraLevels; extra++)
        {
            var source = extra == 0 ? inputs[inputs.Count - 1] : levels[levels.Count - 1];
            levels.Add(blocks.Add(Convolution(neck, levels.Count, source, stride: 2, blocks)));
        }

        return levels;
    }

    private static LayerBlock Lateral(FpnNeckSpec neck, int level, Layer input, Layer? coarser, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        Layer? above = null;
        if (coarser is not null)
        {
            chain.ReadFrom(coarser);
            chain.Resize(input.Output.Height, input.Output.Width, ResizeKind.Nearest);
            above = chain.Last;
            chain.ReadFrom(input);
        }

        chain.Convolution($"neck.lateral_convs.{level}.conv", neck.Width, kernelSize: 1, stride: 1, groups: 1, bias: true);
        if (above is not null)
            chain.Add(above);
        string sum = coarser is null ? "" : $", plus {coarser.Output} of the coarser lateral";
        return chain.ToBlock(BlockId.Neck("lateral", level), "FPN lateral", $"{input.Output} -> {chain.Last.Output}{sum}");
    }

    private static LayerBlock Convolution(FpnNeckSpec neck, int level, Layer input, int stride, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        chain.Convolution($"neck.fpn_convs.{level}.conv", neck.Width, kernelSize: 3, stride, groups: 1, bias: true);
        return chain.ToBlock(BlockId.Level(level), "FPN level", $"{input.Output} -> {chain.Last.Output}, 3x3 of stride {stride}");
    }
}
