namespace Emo.Codegen.Specs;

/// <summary>
/// Settings of blocks as written: a stage's, which are the defaults of its blocks, or a block's. An operator that nobody
/// wrote follows from the attention.
/// </summary>
internal sealed record BlockSettings(
    double Expansion,
    OperatorKind? Operator,
    int KernelSize,
    NormKind Norm,
    ActivationKind Activation,
    double SqueezeExcite,
    bool Bias,
    AttentionSpec? Attention)
{
    public static BlockSettings ReadStage(ObjectReader stage) => new(
        stage.Double("expansion", 0, SpecLimits.MaxExpansion, exclusiveMin: true),
        stage.OptionalEnum<OperatorKind>("operator"),
        KernelSizes.Read(stage),
        stage.Enum<NormKind>("norm", NormKind.Batch),
        stage.Activation(ActivationKind.Silu),
        SqueezeExcites.Read(stage, defaultValue: 0),
        stage.Bool("bias", defaultValue: true),
        AttentionReader.Read(stage));

    /// <summary>What <paramref name="block"/> says, and the rest from this stage.</summary>
    public BlockSettings ReadBlock(ObjectReader block) => new(
        block.Double("expansion", 0, SpecLimits.MaxExpansion, exclusiveMin: true, Expansion),
        block.OptionalEnum<OperatorKind>("operator") ?? Operator,
        KernelSizes.Read(block, KernelSize),
        block.Enum<NormKind>("norm", Norm),
        block.Activation(Activation),
        SqueezeExcites.Read(block, SqueezeExcite),
        block.Bool("bias", Bias),
        block.IsNull("attention") ? null : AttentionReader.Read(block) ?? Attention);
}
