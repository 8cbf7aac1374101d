using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// mmsegmentation's <c>ASPPHead</c> (decode_heads/aspp_head.py): the image pool and a branch for every dilation, side by side.
/// </summary>
internal static class AsppHeadBuilder
{
    public static GraphOutput Build(AsppHeadSpec head, Layer input, BlockList blocks)
    {
        var branches = new List<Layer> { blocks.Add(ImagePool(head, input, blocks)) };
        for (int i = 0; i < head.Dilations.Count; i++)
            branches.Add(blocks.Add(Branch(head, i, input, blocks)));
        return SegmenterOutputBuilder.Build(head, branches, blocks);
    }

    private static LayerBlock ImagePool(AsppHeadSpec head, Layer input, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        chain.GlobalMean();
        chain.ConvolutionModule("decode_head.image_pool.1", head.Width, kernelSize: 1, head.NormEpsilon, ActivationKind.Relu);
        chain.Resize(input.Output.Height, input.Output.Width, ResizeKind.Bilinear);
        return chain.ToBlock(BlockId.Head("image_pool"), "image pool", $"{input.Output} -> {chain.Last.Output}, the mean in every cell");
    }

    private static LayerBlock Branch(AsppHeadSpec head, int index, Layer input, BlockList blocks)
    {
        int dilation = head.Dilations[index];
        int kernelSize = dilation == 1 ? 1 : 3;
        var chain = blocks.NewChain(input);
        chain.ConvolutionModule(
            $"decode_head.aspp_modules.{index}", head.Width, kernelSize, head.NormEpsilon, ActivationKind.Relu, dilation: dilation);
        string dilated = dilation == 1 ? "" : $" of dilation {dilation}";
        string detail = $"{input.Output} -> {chain.Last.Output}, {kernelSize}x{kernelSize}{dilated}";
        return chain.ToBlock(BlockId.Head("aspp", index), "ASPP branch", detail);
    }
}
