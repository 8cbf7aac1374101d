namespace Emo;

/// <summary>What to take from a checkpoint file that holds more than one thing.</summary>
public sealed record CheckpointOptions
{
    /// <summary>
    /// The key of the state dict to read from a PyTorch training checkpoint, a top-level key such as <c>net</c> or <c>state_dict</c>.
    /// When null, the first of <c>net_E</c> (the exponential moving average, which the published accuracies belong to),
    /// <c>net</c>, <c>state_dict</c> and <c>model</c> that holds tensors is taken; a file that has none of them is read as a
    /// plain state dict. Must be null for a safetensors file, which holds one flat set of tensors.
    /// </summary>
    public string? StateDict { get; init; }
}
