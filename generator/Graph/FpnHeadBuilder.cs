using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// mmsegmentation's <c>FPNHead</c> (decode_heads/fpn_head.py). The finest map comes first, and every other one is added to the sum of those
/// before it.
/// </summary>
internal static class FpnHeadBuilder
{
    public static GraphOutput Build(FpnHeadSpec head, IReadOnlyList<Layer> maps, BlockList blocks)
    {
        Layer? sum = null;
        for (int i = 0; i < maps.Count; i++)
            sum = blocks.Add(Scale(head, i, maps[i], sum, blocks));
        return SegmenterOutputBuilder.BuildLogits(head, sum!, blocks);
    }

    /// <summary>Convolutions and doublings by turns. A map of sides that were rounded up ends larger: it is resized again.</summary>
    private static LayerBlock Scale(FpnHeadSpec head, int index, Layer input, Layer? sum, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        int doublings = head.Doublings(index);
        for (int i = 0; i < Math.Max(doublings, 1); i++)
        {
            string name = FormattableString.Invariant($"decode_head.scale_heads.{index}.{2 * i}");
            chain.ConvolutionModule(name, head.Width, kernelSize: 3, head.NormEpsilon, ActivationKind.Relu);
            if (doublings > 0)
                chain.Resize(2 * chain.Last.Output.Height, 2 * chain.Last.Output.Width, ResizeKind.Bilinear);
        }

        if (sum is not null)
        {
            chain.Resize(sum.Output.Height, sum.Output.Width, ResizeKind.Bilinear);
            chain.Add(sum);
        }

        string doubled = doublings switch
        {
            0 => "3x3",
            1 => "3x3 and doubled",
            _ => FormattableString.Invariant($"{doublings} times 3x3 and doubled"),
        };
        string detail = $"{input.Output} -> {chain.Last.Output}, {doubled}{(sum is null ? "" : ", added to those before")}";
        return chain.ToBlock(BlockId.Head("scale", index), "FPN scale", detail);
    }
}
