namespace Emo.Codegen.Graph;

/// <summary>
/// The layers of a block by their parts, so that nobody has to guess from their order which is which. Null is what the block does not have.
/// Activations are not listed: they are known by the layers before them.
/// </summary>
internal sealed record ResidualLayers(
    Layer? Norm,
    EquatableArray<OperatorLayers> Operators,
    ConvolutionLayers? Depthwise,
    SqueezeExciteLayer? SqueezeExcite,
    AddLayer? InnerSkip,
    ConvolutionLayers Project,
    ScaleLayer? LayerScale,
    AddLayer? Skip);

/// <summary>The stem by its parts.</summary>
internal sealed record StemLayers(
    ConvolutionLayers Convolution, ConvolutionLayers? Depthwise, SqueezeExciteLayer? SqueezeExcite, ConvolutionLayer? Project);

/// <summary>
/// An operator of the expansion. An attention may be all of it, or come before the value's convolution. <see cref="Sum"/> adds it to those
/// before.
/// </summary>
internal sealed record OperatorLayers(WindowAttentionLayer? Attention, ConvolutionLayers? Convolution, AddLayer? Sum);

/// <summary>A convolution with what stands behind it.</summary>
internal sealed record ConvolutionLayers(ConvolutionLayer Convolution, Layer? Norm, ActivationLayer? Activation)
{
    /// <summary>The layer whose output others read.</summary>
    public Layer Last => Activation ?? Norm ?? Convolution;
}
