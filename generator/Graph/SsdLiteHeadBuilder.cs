using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>mmdetection's <c>SSDHead</c> (dense_heads/ssd_head.py) with depthwise convolutions: every level has its own weights.</summary>
internal static class SsdLiteHeadBuilder
{
    /// <summary>For each level the scores, anchor-major with the background last, then the box deltas.</summary>
    public static IEnumerable<GraphOutput> Build(SsdLiteHeadSpec head, IReadOnlyList<Layer> levels, BlockList blocks)
    {
        for (int level = 0; level < levels.Count; level++)
        {
            int anchors = head.Anchors.PerCell(level);
            yield return Branch(head, "cls", level, anchors * (head.Classes + 1), levels[level], blocks);
            yield return Branch(head, "reg", level, anchors * 4, levels[level], blocks);
        }
    }

    private static GraphOutput Branch(SsdLiteHeadSpec head, string branch, int level, int outputs, Layer input, BlockList blocks)
    {
        string name = $"bbox_head.{branch}_convs.{level}";
        int width = input.Output.Channels;
        var chain = blocks.NewChain(input);
        chain.ConvolutionModule($"{name}.0", width, kernelSize: 3, head.NormEpsilon, head.Activation, groups: width);
        chain.Convolution($"{name}.1", outputs, kernelSize: 1, stride: 1, groups: 1, bias: true);
        string detail = $"{input.Output} -> {chain.Last.Output}, depthwise 3x3 and 1x1";
        var map = blocks.Add(chain.ToBlock(BlockId.Head(branch, level), "SSD head", detail));
        return new GraphOutput($"{branch}.{level}", map.Id, map.Output);
    }
}
