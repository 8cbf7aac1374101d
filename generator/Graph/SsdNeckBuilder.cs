using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// mmdetection's <c>SSDNeck</c> (necks/ssd_neck.py) with depthwise convolutions: the inputs, then levels of half the size each.
/// </summary>
internal static class SsdNeckBuilder
{
    public static IReadOnlyList<Layer> Build(SsdNeckSpec neck, IReadOnlyList<Layer> inputs, BlockList blocks)
    {
        var levels = inputs.ToList();
        for (int extra = 0; extra < neck.ExtraWidths.Count; extra++)
            levels.Add(blocks.Add(ExtraLevel(neck, extra, levels[levels.Count - 1], blocks)));
        return levels;
    }

    private static LayerBlock ExtraLevel(SsdNeckSpec neck, int extra, Layer input, BlockList blocks)
    {
        string name = $"neck.extra_layers.{extra}";
        int width = neck.ExtraWidths[extra];
        int half = width / 2;
        var chain = blocks.NewChain(input);
        chain.ConvolutionModule($"{name}.0", half, kernelSize: 1, neck.NormEpsilon, neck.Activation);
        chain.ConvolutionModule(
            $"{name}.1.depthwise_conv", half, kernelSize: 3, neck.NormEpsilon, neck.Activation, stride: 2, groups: half);
        chain.ConvolutionModule($"{name}.1.pointwise_conv", width, kernelSize: 1, neck.NormEpsilon, neck.Activation);
        string detail = $"{input.Output} -> {chain.Last.Output}, {half} channels between";
        return chain.ToBlock(BlockId.Level(neck.Inputs.Count + extra), "SSD level", detail);
    }
}
