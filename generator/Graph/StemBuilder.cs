using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Upstream's <c>stage0</c>: MSPatchEmb, then one iRMB without input norm, value projection and skip.</summary>
internal static class StemBuilder
{
    public static LayerBlock Build(StemSpec stem, Layer input, int firstId)
    {
        var chain = new LayerChain(input, firstId);
        chain.Convolution("stage0.0.convs.0.0", stem.Width, stem.Kernel, stride: 2, groups: 1, bias: true);
        chain.Norm("stage0.0.convs.0.1", stem.Norm);
        chain.Convolution("stage0.1.conv_local.conv", stem.Width, stem.Kernel, stride: 1, groups: stem.Width, bias: false);
        chain.Norm("stage0.1.conv_local.norm", NormKind.Batch);
        chain.Activation(ActivationKind.Silu);
        chain.SqueezeExcite("stage0.1.se", stem.SqueezeExcite, stem.Activation);
        chain.Convolution("stage0.1.proj.conv", stem.Width, kernel: 1, stride: 1, groups: 1, bias: false);
        return chain.ToBlock("stage0", $"stem: {input.Output} -> {chain.Last.Output}");
    }
}
