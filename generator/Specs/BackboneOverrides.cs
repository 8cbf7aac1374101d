namespace Emo.Codegen.Specs;

/// <summary>
/// What a spec changes of the backbone that it takes over, in all blocks; null to keep it. <see cref="Window"/> is that of every attention.
/// </summary>
internal sealed record BackboneOverrides(int? Window, NormKind? DepthwiseNorm, ActivationKind? DepthwiseActivation)
{
    public EquatableArray<StageSpec> Apply(EquatableArray<StageSpec> stages) => stages
        .Select(stage => stage with { Blocks = stage.Blocks.Select(Apply).ToEquatableArray() })
        .ToEquatableArray();

    private BlockSpec Apply(BlockSpec block) => block with
    {
        Attention = block.Attention is { } attention ? attention with { Window = Window ?? attention.Window } : null,
        Depthwise = block.Depthwise is { } depthwise
            ? depthwise with { Norm = DepthwiseNorm ?? depthwise.Norm, Activation = DepthwiseActivation ?? depthwise.Activation }
            : null,
    };
}
