namespace Emo.Checkpoints;

/// <summary>A dict of tensors in a checkpoint: of those in a training checkpoint one is the model's state dict.</summary>
/// <param name="Key">The keys that lead to it, joined by dots, <c>net_E</c> for example; null for the top level.</param>
/// <param name="Rank">Which of several that fit a model is taken: the lowest.</param>
/// <param name="Tensors">The tensors by name, in the file's order.</param>
/// <param name="Unreadable">Names whose values are no tensors that can be read, and what they are: the reason for a message.</param>
internal sealed record StateDictCandidate(
    string? Key,
    StateDictRank Rank,
    OrderedDictionary<string, CheckpointTensor> Tensors,
    OrderedDictionary<string, string> Unreadable);
