using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>mmsegmentation's <c>PSPHead</c> (decode_heads/psp_head.py): the map and its pyramid of means, side by side.</summary>
internal static class PspHeadBuilder
{
    public static GraphOutput Build(PspHeadSpec head, Layer input, BlockList blocks)
    {
        var branches = new List<Layer> { input };
        for (int i = 0; i < head.PoolSizes.Count; i++)
            branches.Add(blocks.Add(Pool(head, i, input, blocks)));
        return SegmenterOutputBuilder.Build(head, branches, blocks);
    }

    private static LayerBlock Pool(PspHeadSpec head, int index, Layer input, BlockList blocks)
    {
        int size = head.PoolSizes[index];
        var chain = blocks.NewChain(input);
        chain.AdaptiveMean(size);
        chain.ConvolutionModule($"decode_head.psp_modules.{index}.1", head.Width, kernelSize: 1, head.NormEpsilon, ActivationKind.Relu);
        chain.Resize(input.Output.Height, input.Output.Width, ResizeKind.Bilinear);
        string detail = $"{input.Output} -> {chain.Last.Output}, means of {size}x{size} cells";
        return chain.ToBlock(BlockId.Head("psp", index), "pyramid pooling", detail);
    }
}
