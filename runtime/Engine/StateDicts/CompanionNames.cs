namespace Emo.CompilerServices;

/// <summary>Tensors that stand beside a network's weights in files of trainers, and that no prediction needs.</summary>
internal static class CompanionNames
{
    /// <summary>Counters of a single number, whatever stands before them.</summary>
    private static readonly string[] s_counters =
    [
        "num_batches_tracked", // batch norms
        "n_averaged", // torch.optim.swa_utils.AveragedModel
        "steps", // mmengine's averaged models
        "total_ops", "total_params", // thop
    ];

    /// <summary>Parts of a network that training needs only, or that the spec's preprocessing replaces.</summary>
    private static readonly string[] s_parts =
    [
        "data_preprocessor", // mmengine: mean and standard deviation of pictures
        "auxiliary_head", "auxiliary_heads", // mmsegmentation, mmpretrain
        "aux_head", "aux_heads",
        "aux_classifier", // torchvision
    ];

    /// <summary>Whether a name is one of these, for example <c>module.n_averaged</c> or <c>auxiliary_head.conv_seg.weight</c>.</summary>
    public static bool Contains(string name, CheckpointTensor? tensor)
    {
        string[] segments = name.Split('.');
        return ((tensor is null || tensor.Length <= 1) && s_counters.Contains(segments[^1])) ||
            segments.AsSpan(0, segments.Length - 1).ContainsAny(s_parts);
    }
}
