namespace Emo.Codegen.Specs;

/// <summary>
/// An architecture as its spec file says it, checked for range and consistency. <see cref="Neck"/> is null where the head
/// reads the stages themselves.
/// </summary>
internal sealed record ModelSpec(
    string Name,
    InputSpec Input,
    PreprocessingSpec Preprocessing,
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
/// The stem: convolution with stride 2 and bias, norm, then one iRMB without input norm, value projection and skip
/// (depthwise, squeeze-excite, project). <see cref="SqueezeExcite"/> is the reduction ratio, 0 for none.
/// </summary>
internal sealed record StemSpec(int Width, int KernelSize, NormKind Norm, ActivationKind Activation, double SqueezeExcite);

/// <summary>A stage of iRMBs. The first halves the map and has no skip.</summary>
internal sealed record StageSpec(int Width, EquatableArray<BlockSpec> Blocks);

/// <summary>
/// One iRMB, with nothing left to defaults. <see cref="Expansion"/> is that of this block: the first of a stage has twice
/// the stage's, unless its spec says otherwise. <see cref="Activation"/> is that of the value projection and within the
/// squeeze-excite; <see cref="Bias"/> is that of the value and query-key convolutions. <see cref="Attention"/> is null if
/// the <see cref="Operator"/> has none.
/// </summary>
internal sealed record BlockSpec(
    double Expansion,
    OperatorKind Operator,
    int KernelSize,
    NormKind Norm,
    ActivationKind Activation,
    double SqueezeExcite,
    bool Bias,
    AttentionSpec? Attention)
{
    /// <summary>Channels within the block. Truncated as upstream does.</summary>
    public int ExpandedWidth(int inputWidth) => (int)(inputWidth * Expansion);

    public bool HasDepthwise => Operator.HasDepthwise();
}

/// <summary>Expanded-window attention. <see cref="Window"/> is a side length in cells, 0 for one window over the whole map.</summary>
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

internal enum NormKind
{
    Batch,
    Layer,
    None,
}
