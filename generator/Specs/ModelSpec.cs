namespace Emo.Codegen.Specs;

/// <summary>
/// An architecture as its spec file says it, checked for range and consistency. <see cref="Neck"/> is null where the head
/// reads the stages themselves.
/// </summary>
internal sealed record ModelSpec(
    string Name,
    InputSpec Input,
    PreprocessingSpec Preprocessing,
    TensorNaming TensorNames,
    StemSpec Stem,
    EquatableArray<StageSpec> Stages,
    NeckSpec? Neck,
    HeadSpec Head)
{
    public BlockSpec LastBlock => Stages[Stages.Count - 1].Blocks[Stages[Stages.Count - 1].Blocks.Count - 1];
}

/// <summary>The network's input, planar, in pixels.</summary>
internal sealed record InputSpec(int Channels, int Height, int Width);

/// <summary>
/// How a picture becomes the input. <see cref="Resize"/> is the short side in pixels before the centre crop;
/// <see cref="Normalization"/> has a meaning where nothing is cropped.
/// </summary>
internal sealed record PreprocessingSpec(
    FramingSpec Framing,
    int Resize,
    InterpolationKind Interpolation,
    EquatableArray<double> Mean,
    EquatableArray<double> Std,
    NormalizationKind Normalization = NormalizationKind.Multiply);

/// <summary>
/// How a picture fills the input. <see cref="FitHeight"/> and <see cref="FitWidth"/> are those of
/// <see cref="FramingKind.Fit"/>, and the input's size for the others.
/// </summary>
internal sealed record FramingSpec(FramingKind Kind, int FitHeight, int FitWidth);

/// <summary>By which operation values are normalised. The runtime has one of the same names.</summary>
internal enum NormalizationKind
{
    Multiply,
    Divide,
}

internal enum InterpolationKind
{
    Bilinear,
    Bicubic,
}

/// <summary>
/// The stem: a convolution with stride 2, norm, activation, then one block without input norm, expansion and skip (depthwise,
/// squeeze-excite, project), which <see cref="HasDepthwise"/> leaves out. <see cref="SqueezeExcite"/> is the reduction ratio, 0 for none,
/// and <see cref="Activation"/> the one within it.
/// </summary>
internal sealed record StemSpec(
    int Width,
    int KernelSize,
    bool Bias,
    NormKind Norm,
    double NormEpsilon,
    ActivationKind ConvolutionActivation,
    bool HasDepthwise,
    ActivationKind Activation,
    double SqueezeExcite);

/// <summary>A stage of blocks. The first may halve the map and change its width, and has no skip if it does.</summary>
internal sealed record StageSpec(int Width, EquatableArray<BlockSpec> Blocks);

/// <summary>
/// One meta mobile block (EMO's iRMB, EMOv2's i2RMB, MobileNetV2's inverted residual), with nothing left to defaults. What it expands with,
/// <see cref="Expand"/>, is summed; nothing there is no expansion. <see cref="Expansion"/> is that of this block: the first of a stage has
/// twice the stage's, unless its spec says otherwise. <see cref="Activation"/> is that of the expansion and within the squeeze-excite;
/// <see cref="Bias"/> is that of the expanding and query-key convolutions. <see cref="Attention"/> is null if nothing in the list attends.
/// With <see cref="InnerSkip"/>, a block with a skip adds what the depthwise convolution read to what it made; where
/// <see cref="Depthwise"/> is null, an identity stands in for it, which doubles the map.
/// </summary>
internal sealed record BlockSpec(
    int Stride,
    double Expansion,
    EquatableArray<ExpandOperator> Expand,
    DepthwiseSpec? Depthwise,
    bool InnerSkip,
    NormSpec Norm,
    ActivationKind Activation,
    double SqueezeExcite,
    bool Bias,
    AttentionSpec? Attention,
    bool LayerScale)
{
    /// <summary>Channels within the block. Truncated as upstream does.</summary>
    public int ExpandedWidth(int inputWidth) => Expand.Count == 0 ? inputWidth : (int)(inputWidth * Expansion);

    /// <summary>Whether the block adds its input to its output.</summary>
    public bool HasSkip(int inputWidth, int width) => Stride == 1 && inputWidth == width;
}

/// <summary>The depthwise convolution of a block with what stands behind it.</summary>
internal sealed record DepthwiseSpec(int KernelSize, NormKind Norm, ActivationKind Activation);

/// <summary>The norms of a block, other than that of its depthwise convolution.</summary>
internal sealed record NormSpec(NormKind Kind, NormPlacement Placement, double Epsilon);

/// <summary>Window attention. <see cref="Window"/> is a side length in cells, 0 for one window over the whole map.</summary>
internal sealed record AttentionSpec(int HeadWidth, int Window, ValuePlacement Value, bool GroupedValue)
{
    public bool HasValueBefore => Value switch
    {
        ValuePlacement.Before => true,
        ValuePlacement.After => false,
    };
}

/// <summary>Whether the value projection comes after the attention (upstream's <c>attn_pre=True</c>) or before it.</summary>
internal enum ValuePlacement
{
    After,
    Before,
}

/// <summary>Where a block's norms stand.</summary>
internal enum NormPlacement
{
    /// <summary>One before the block.</summary>
    Before,

    /// <summary>One behind the expansion, one behind the project.</summary>
    Behind,
}

internal enum NormKind
{
    Batch,
    Layer,
    None,
}
