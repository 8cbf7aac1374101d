namespace Emo.Checkpoints;

/// <summary>What everybody needs who looks for state dicts in a file.</summary>
/// <param name="File">The file, for messages and tensors.</param>
/// <param name="HandedOver">What functions that are not known may have changed.</param>
/// <param name="Budget">What may still be allocated.</param>
internal sealed record StateDictSearch(CheckpointFile File, HandedOver HandedOver, PickleBudget Budget);
