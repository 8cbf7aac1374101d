using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>The end of mmsegmentation's heads: the branches concatenated, a bottleneck, <c>conv_seg</c>.</summary>
internal static class SegmenterOutputBuilder
{
    public static GraphOutput Build(SegmenterHeadSpec head, IReadOnlyList<Layer> branches, BlockList blocks)
    {
        var chain = blocks.NewChain(branches[0]);
        chain.Concatenate(branches);
        var joined = chain.Last.Output;
        chain.ConvolutionModule("decode_head.bottleneck", head.Width, kernelSize: 3, head.NormEpsilon, ActivationKind.Relu);
        string detail = $"{branches.Count} maps, {joined} -> {chain.Last.Output}, 3x3";
        var bottleneck = blocks.Add(chain.ToBlock(BlockId.Head("bottleneck"), "bottleneck", detail));
        return BuildLogits(head, bottleneck, blocks);
    }

    /// <summary><c>conv_seg</c> alone.</summary>
    public static GraphOutput BuildLogits(SegmenterHeadSpec head, Layer map, BlockList blocks)
    {
        var chain = blocks.NewChain(map);
        chain.Convolution("decode_head.conv_seg", head.Classes, kernelSize: 1, stride: 1, groups: 1, bias: true);
        var logits = blocks.Add(chain.ToBlock(BlockId.Head("conv_seg"), "logits", $"{map.Output} -> {chain.Last.Output}"));
        return new GraphOutput("logits", logits.Id, logits.Output);
    }
}
