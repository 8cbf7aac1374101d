namespace Emo.Codegen.Specs;

/// <summary>
/// What a spec changes of the backbone that it takes over, in all blocks; null to keep it. <see cref="Window"/> is that of every attention.
/// </summary>
internal sealed record BackboneOverrides(int? Window, NormKind? DepthwiseNorm, ActivationKind? DepthwiseActivation)
{
    public EquatableArray<StageSpec> Apply(EquatableArray<StageSpec> stages) => stages
        .Select(stage => stage with { Blocks = stage.Blocks.Select(Apply).ToEquatableArray() })
        .ToEquatableArray();

    /// <summary>What is wrong with a property that changes nothing of a backbone, or null.</summary>
    /// <param name="property">Its name in the spec.</param>
    /// <param name="stages">The backbone's.</param>
    public static string? Objection(string property, EquatableArray<StageSpec> stages)
    {
        bool isWindow = property == "window";
        bool changes = stages.Any(stage => stage.Blocks.Any(block => isWindow ? block.Attention is not null : block.Depthwise is not null));
        string what = isWindow ? "attention" : "depthwise convolution";
        return changes ? null : $"'{property}' replaces that of every {what} in the backbone's blocks, and there is none: leave it out";
    }

    private BlockSpec Apply(BlockSpec block) => block with
    {
        Attention = block.Attention is { } attention ? attention with { Window = Window ?? attention.Window } : null,
        Depthwise = block.Depthwise is { } depthwise
            ? depthwise with { Norm = DepthwiseNorm ?? depthwise.Norm, Activation = DepthwiseActivation ?? depthwise.Activation }
            : null,
    };
}
