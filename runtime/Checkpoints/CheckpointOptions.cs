namespace Emo;

/// <summary>How a checkpoint file is opened.</summary>
public sealed record CheckpointOptions
{
    /// <summary>
    /// The entry of a training checkpoint that holds the state dict, <c>net</c> for example. When it is not set:
    /// <c>net_E</c> (the averaged weights, which the published accuracies are of), then <c>net</c>, <c>state_dict</c>,
    /// <c>model</c>.
    /// </summary>
    public string? StateDict { get; init; }
}
