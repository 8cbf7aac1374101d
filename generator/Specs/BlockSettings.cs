namespace Emo.Codegen.Specs;

/// <summary>
/// Settings of blocks as written: a stage's, which are the defaults of its blocks, or a block's. What nobody wrote of
/// <see cref="Operator"/> follows from the attention; without <see cref="Expand"/> the operator says it.
/// </summary>
internal sealed record BlockSettings(
    double Expansion,
    OperatorKind? Operator,
    EquatableArray<ExpandOperator>? Expand,
    int ExpandKernelSize,
    int ExpandGroups,
    int KernelSize,
    NormKind DepthwiseNorm,
    ActivationKind DepthwiseActivation,
    bool InnerSkip,
    NormSpec Norm,
    ActivationKind Activation,
    double SqueezeExcite,
    bool Bias,
    AttentionSpec? Attention,
    bool LayerScale)
{
    private const double DefaultNormEpsilon = 1e-6;

    public static BlockSettings ReadStage(ObjectReader stage, Problems problems) => new(
        stage.Double("expansion", 0, SpecLimits.MaxExpansion, exclusiveMin: true),
        stage.OptionalEnum<OperatorKind>("operator"),
        ExpandReader.Read(stage, problems),
        KernelSizes.Read(stage, "expandKernel", defaultValue: 1),
        stage.Int("expandGroups", 1, SpecLimits.MaxWidth, defaultValue: 1),
        KernelSizes.ReadOrNone(stage),
        stage.Enum<NormKind>("depthwiseNorm", NormKind.Batch),
        stage.Activation("depthwiseActivation", ActivationKind.Silu),
        stage.Bool("innerSkip", defaultValue: true),
        ReadNorm(stage, new NormSpec(NormKind.Batch, NormPlacement.Before, DefaultNormEpsilon)),
        stage.Activation("activation", ActivationKind.Silu),
        SqueezeExcites.Read(stage, defaultValue: 0),
        stage.Bool("bias", defaultValue: true),
        AttentionReader.Read(stage),
        stage.Bool("layerScale", defaultValue: false));

    /// <summary>What <paramref name="block"/> says, and the rest from this stage.</summary>
    public BlockSettings ReadBlock(ObjectReader block, Problems problems) => new(
        block.Double("expansion", 0, SpecLimits.MaxExpansion, exclusiveMin: true, Expansion),
        block.OptionalEnum<OperatorKind>("operator") ?? Operator,
        ExpandReader.Read(block, problems) ?? Expand,
        KernelSizes.Read(block, "expandKernel", ExpandKernelSize),
        block.Int("expandGroups", 1, SpecLimits.MaxWidth, ExpandGroups),
        KernelSizes.ReadOrNone(block, KernelSize, isOfList: Expand is not null),
        block.Enum<NormKind>("depthwiseNorm", DepthwiseNorm),
        block.Activation("depthwiseActivation", DepthwiseActivation),
        block.Bool("innerSkip", InnerSkip),
        ReadNorm(block, Norm),
        block.Activation("activation", Activation),
        SqueezeExcites.Read(block, SqueezeExcite),
        block.Bool("bias", Bias),
        block.IsNull("attention") ? null : AttentionReader.Read(block) ?? Attention,
        block.Bool("layerScale", LayerScale));

    private static NormSpec ReadNorm(ObjectReader reader, NormSpec defaults) => new(
        reader.Enum<NormKind>("norm", defaults.Kind),
        reader.Enum<NormPlacement>("normPlacement", defaults.Placement),
        NormEpsilons.Read(reader, defaults.Epsilon));
}
