using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// Upstream's <c>stage0</c>: EMO's MSPatchEmb and one block without input norm, expansion and skip, EMOv2's three convolutions, or a
/// convolution alone. The depthwise norm is always batch, its activation always SiLU.
/// </summary>
internal static class StemBuilder
{
    public static LayerBlock Build(StemSpec stem, StemNames names, Layer input, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        var convolution = new ConvolutionLayers(
            chain.Convolution(names.Convolution, stem.Width, stem.KernelSize, stride: 2, groups: 1, stem.Bias),
            chain.Norm(names.Norm, stem.Norm, stem.NormEpsilon),
            chain.Activation(stem.ConvolutionActivation));
        var layers = new StemLayers(convolution, Depthwise: null, SqueezeExcite: null, Project: null);
        if (stem.HasDepthwise)
        {
            layers = layers with
            {
                Depthwise = new ConvolutionLayers(
                    chain.Convolution(names.Depthwise, stem.Width, stem.KernelSize, stride: 1, groups: stem.Width, bias: false),
                    chain.Norm(names.DepthwiseNorm, NormKind.Batch, stem.NormEpsilon),
                    chain.Activation(ActivationKind.Silu)),
                SqueezeExcite = chain.SqueezeExcite(names.SqueezeExcite, stem.SqueezeExcite, stem.Activation),
                Project = chain.Convolution(names.Project, stem.Width, kernelSize: 1, stride: 1, groups: 1, bias: false),
            };
        }

        return chain.ToBlock(BlockId.Stem, "stem", $"{input.Output} -> {chain.Last.Output}") with { Stem = layers };
    }
}
