namespace Emo.Codegen.Specs;

/// <summary>An architecture as its spec file says it, checked for range and consistency.</summary>
internal sealed record ModelSpec(
    string Name,
    InputSpec Input,
    PreprocessingSpec Preprocessing,
    StemSpec Stem,
    EquatableArray<StageSpec> Stages,
    HeadSpec Head);

/// <summary>The network's input, planar, in pixels.</summary>
internal sealed record InputSpec(int Channels, int Height, int Width);

/// <summary>How a picture becomes the input. <see cref="Resize"/> is the short side in pixels before the centre crop.</summary>
internal sealed record PreprocessingSpec(
    int Resize,
    InterpolationKind Interpolation,
    EquatableArray<double> Mean,
    EquatableArray<double> Std);

internal enum InterpolationKind
{
    Bilinear,
    Bicubic,
}

/// <summary>
/// The stem: convolution with stride 2 and bias, norm, then one iRMB without input norm, value projection and skip
/// (depthwise, squeeze-excite, project). <see cref="SqueezeExcite"/> is the reduction ratio, 0 for none.
/// </summary>
internal sealed record StemSpec(int Width, int Kernel, NormKind Norm, ActivationKind Activation, double SqueezeExcite);

/// <summary>
/// A stage of iRMBs. The first block has stride 2, twice the expansion, no skip and no attention.
/// <see cref="Bias"/> is that of the value and query-key convolutions.
/// </summary>
internal sealed record StageSpec(
    int Depth,
    int Width,
    double Expansion,
    int Kernel,
    NormKind Norm,
    ActivationKind Activation,
    double SqueezeExcite,
    bool Bias,
    AttentionSpec? Attention);

/// <summary>Expanded-window attention. <see cref="Window"/> is a side length in cells, 0 for one window over the whole map.</summary>
internal sealed record AttentionSpec(int HeadWidth, int Window, ValuePlacement Value, bool GroupedValue);

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
}

internal enum ActivationKind
{
    None,
    Relu,
    Relu6,
    Silu,
    Gelu,
    HardSwish,
    HardSigmoid,
}

internal abstract record HeadSpec;

/// <summary>Final norm, global mean, optional pre-head (linear + activation), linear. <see cref="Labels"/> is empty or has one entry a class.</summary>
internal sealed record ClassifierHeadSpec(int Classes, EquatableArray<string> Labels, int PreWidth) : HeadSpec;

/// <summary>No head: the outputs of the named stages, <c>stage0</c> (the stem) and up.</summary>
internal sealed record FeaturesHeadSpec(EquatableArray<string> Outputs) : HeadSpec;
