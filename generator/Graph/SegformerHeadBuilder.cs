using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// mmsegmentation's <c>SegformerHead</c> (decode_heads/segformer_head.py). The resizes are in the block of the fusion, which alone reads
/// what they give.
/// </summary>
internal static class SegformerHeadBuilder
{
    public static GraphOutput Build(SegformerHeadSpec head, IReadOnlyList<Layer> maps, BlockList blocks)
    {
        var projected = new List<Layer>();
        foreach (var map in maps)
            projected.Add(blocks.Add(Projection(head, projected.Count, map, blocks)));
        return SegmenterOutputBuilder.BuildLogits(head, blocks.Add(Fusion(head, projected, blocks)), blocks);
    }

    private static LayerBlock Projection(SegformerHeadSpec head, int index, Layer input, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        chain.ConvolutionModule($"decode_head.convs.{index}", head.Width, kernelSize: 1, head.NormEpsilon, ActivationKind.Relu);
        return chain.ToBlock(BlockId.Head("convs", index), "SegFormer projection", $"{input.Output} -> {chain.Last.Output}, 1x1");
    }

    private static LayerBlock Fusion(SegformerHeadSpec head, List<Layer> maps, BlockList blocks)
    {
        var chain = blocks.NewChain(maps[0]);
        var size = maps[0].Output;
        var resized = new List<Layer>();
        foreach (var map in maps)
        {
            chain.ReadFrom(map);
            chain.Resize(size.Height, size.Width, ResizeKind.Bilinear);
            resized.Add(chain.Last);
        }

        chain.Concatenate(resized);
        var joined = chain.Last.Output;
        chain.ConvolutionModule("decode_head.fusion_conv", head.Width, kernelSize: 1, head.NormEpsilon, ActivationKind.Relu);
        string detail = $"{maps.Count} maps, resized to {joined} -> {chain.Last.Output}, 1x1";
        return chain.ToBlock(BlockId.Head("fusion"), "fusion", detail);
    }
}
