using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Upstream's <c>stage0</c>: MSPatchEmb, then one iRMB without input norm, value projection and skip.</summary>
internal static class StemBuilder
{
    public static LayerBlock Build(StemSpec stem, string prefix, Layer input, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        chain.Convolution($"{prefix}stage0.0.convs.0.0", stem.Width, stem.KernelSize, stride: 2, groups: 1, bias: true);
        chain.Norm($"{prefix}stage0.0.convs.0.1", stem.Norm);
        chain.Convolution($"{prefix}stage0.1.conv_local.conv", stem.Width, stem.KernelSize, stride: 1, groups: stem.Width, bias: false);
        chain.Norm($"{prefix}stage0.1.conv_local.norm", NormKind.Batch);
        chain.Activation(ActivationKind.Silu);
        chain.SqueezeExcite($"{prefix}stage0.1.se", stem.SqueezeExcite, stem.Activation);
        chain.Convolution($"{prefix}stage0.1.proj.conv", stem.Width, kernelSize: 1, stride: 1, groups: 1, bias: false);
        return chain.ToBlock(BlockId.Stem, "stem", $"{input.Output} -> {chain.Last.Output}");
    }
}
