namespace Emo;

/// <summary>What a format's reader finds in a file.</summary>
internal sealed record CheckpointContents(
    IReadOnlyDictionary<string, CheckpointTensor> Tensors, string? StateDict, IReadOnlyDictionary<string, string> Metadata);
