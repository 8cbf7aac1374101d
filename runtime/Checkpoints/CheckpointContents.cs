namespace Emo.Checkpoints;

/// <summary>What the reader of a format found in a file.</summary>
internal sealed record CheckpointContents(
    OrderedDictionary<string, CheckpointTensor> Tensors,
    string? StateDict,
    OrderedDictionary<string, string> Metadata);
