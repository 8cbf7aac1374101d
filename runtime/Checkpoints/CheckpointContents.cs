using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>What the reader of a format found in a file.</summary>
/// <param name="StateDicts">Every dict of tensors, in the order of the file; one at least.</param>
/// <param name="Metadata">Texts about the file.</param>
/// <param name="NamedObjects">What the file names beside tensors: classes and functions of Python, sorted.</param>
/// <param name="Shards">Further files that tensors lie in.</param>
internal sealed record CheckpointContents(
    IReadOnlyList<StateDictCandidate> StateDicts,
    OrderedDictionary<string, string> Metadata,
    IReadOnlyList<string> NamedObjects,
    IReadOnlyList<CheckpointFile> Shards)
{
    /// <summary>Class names; empty where the file names none.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];
}
