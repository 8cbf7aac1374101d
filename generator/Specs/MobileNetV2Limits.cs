namespace Emo.Codegen.Specs;

/// <summary>What torchvision's MobileNetV2 does not have, and so has no tensor names for.</summary>
internal static class MobileNetV2Limits
{
    /// <summary>What is wrong with a network under these names, or null.</summary>
    public static string? Objection(ModelSpec spec)
    {
        string? what = spec.Stem.HasDepthwise ? "a depthwise convolution in the stem"
            : spec.Stem.Norm == NormKind.None ? "a stem without a norm"
            : spec.Stem.Norm == NormKind.Layer ? "a stem with a layer norm"
            : spec.Head is ClassifierHeadSpec { PreWidth: > 0 } ? "a pre-head"
            : spec.Stages.SelectMany(stage => stage.Blocks).Select(Part).FirstOrDefault(part => part is not null);
        return what is null ? null : $"The tensor names 'torchvision-mobilenetv2' have none for {what}";
    }

    /// <summary>
    /// Modules are numbered: without a norm those behind it would have other names. A layer norm has a name of its own.
    /// </summary>
    private static string? Norm(NormKind norm, string convolution) => norm switch
    {
        NormKind.Batch => null,
        NormKind.None => $"{convolution} without a norm",
        NormKind.Layer => $"{convolution} with a layer norm",
    };

    private static string? Part(BlockSpec block)
    {
        if (block.Expand.Any(each => each.Kind.Attends()))
            return "attention";
        if (block.Expand.Count > 1)
            return "a sum of operators";
        if (block.Depthwise is null)
            return "a block without a depthwise convolution";
        if (block.SqueezeExcite > 0)
            return "a squeeze-excite";
        if (block.LayerScale)
            return "a layer scale";
        if (block.Norm.Placement == NormPlacement.Before)
            return "a norm before a block";
        return Norm(block.Norm.Kind, "a convolution") ?? Norm(block.Depthwise.Norm, "a depthwise convolution");
    }
}
