using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// mmdetection's <c>RetinaHead</c> (dense_heads/retina_head.py): all levels have the same weights, so their layers the same names.
/// </summary>
internal static class RetinaHeadBuilder
{
    /// <summary>For each level the scores, anchor-major, then the box deltas.</summary>
    public static IEnumerable<GraphOutput> Build(RetinaHeadSpec head, IReadOnlyList<Layer> levels, BlockList blocks)
    {
        for (int level = 0; level < levels.Count; level++)
        {
            int anchors = head.Anchors.PerCell(level);
            yield return Branch(head, "cls", level, anchors * head.Classes, levels[level], blocks);
            yield return Branch(head, "reg", level, anchors * 4, levels[level], blocks);
        }
    }

    private static GraphOutput Branch(RetinaHeadSpec head, string branch, int level, int outputs, Layer input, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        for (int i = 0; i < head.Depth; i++)
        {
            chain.Convolution($"bbox_head.{branch}_convs.{i}.conv", head.Width, kernelSize: 3, stride: 1, groups: 1, bias: true);
            chain.Activation(ActivationKind.Relu);
        }

        chain.Convolution($"bbox_head.retina_{branch}", outputs, kernelSize: 3, stride: 1, groups: 1, bias: true);
        string detail = $"{input.Output} -> {chain.Last.Output}, {head.Depth + 1} times 3x3, weights shared by all levels";
        var map = blocks.Add(chain.ToBlock(BlockId.Head(branch, level), "RetinaNet head", detail));
        return new GraphOutput($"{branch}.{level}", map.Id, map.Output);
    }
}
