namespace Emo.Codegen.Graph;

/// <summary>
/// The layers of a block by their parts, so that nobody has to guess from their order which is which. Null is what the block does not have.
/// </summary>
internal sealed record ResidualLayers(
    Layer? Norm,
    EquatableArray<OperatorLayers> Operators,
    ConvolutionLayers? Depthwise,
    SqueezeExciteLayer? SqueezeExcite,
    AddLayer? InnerSkip,
    ConvolutionLayers Project,
    ScaleLayer? LayerScale,
    AddLayer? Skip) : IBlockParts
{
    public IEnumerable<Layer?> Layers =>
    [
        Norm, .. Operators.SelectMany(each => each.Layers), .. Depthwise?.Layers ?? [], SqueezeExcite, InnerSkip,
        .. Project.Layers, LayerScale, Skip,
    ];
}

/// <summary>The stem by its parts.</summary>
internal sealed record StemLayers(
    ConvolutionLayers Convolution, ConvolutionLayers? Depthwise, SqueezeExciteLayer? SqueezeExcite, ConvolutionLayer? Project) : IBlockParts
{
    public IEnumerable<Layer?> Layers => [.. Convolution.Layers, .. Depthwise?.Layers ?? [], SqueezeExcite, Project];
}

/// <summary>The layers of a block, some of which may be missing.</summary>
internal interface IBlockParts
{
    /// <summary>In order, and null for those that are missing.</summary>
    IEnumerable<Layer?> Layers { get; }
}

/// <summary>
/// An operator of the expansion. An attention may be all of it, or come before the value's convolution. <see cref="Sum"/> adds it to those
/// before.
/// </summary>
internal sealed record OperatorLayers(WindowAttentionLayer? Attention, ConvolutionLayers? Convolution, AddLayer? Sum)
{
    public IEnumerable<Layer?> Layers => [Attention, .. Convolution?.Layers ?? [], Sum];
}

/// <summary>A convolution with what stands behind it.</summary>
internal sealed record ConvolutionLayers(ConvolutionLayer Convolution, Layer? Norm, ActivationLayer? Activation)
{
    public IEnumerable<Layer?> Layers => [Convolution, Norm, Activation];
}
