using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>
/// What a state dict has under each name without wrappers, in the file's order; what the options say to leave out is not among it.
/// </summary>
internal sealed class StateDictNames
{
    private readonly OrderedDictionary<string, FileEntry> _entries = [];

    public StateDictNames(StateDictCandidate candidate, CheckpointOptions options)
    {
        Candidate = candidate;
        var ignored = new IgnoredNames(options.Ignore);
        foreach (var (name, tensor) in candidate.Tensors)
            Add(ignored, new FileEntry(name, tensor, Unreadable: null));
        foreach (var (name, reason) in candidate.Unreadable)
            Add(ignored, new FileEntry(name, Tensor: null, reason));
        UnusedIgnores = ignored.Unused;
    }

    public StateDictCandidate Candidate { get; }

    /// <summary>What stands in the file, by name without wrappers.</summary>
    public IReadOnlyDictionary<string, FileEntry> Entries => _entries;

    /// <summary>Two names that are the same without wrappers, if there are any.</summary>
    public (string First, string Second)? Collision { get; private set; }

    /// <summary>Those of <see cref="CheckpointOptions.Ignore"/> that no name agrees with.</summary>
    public IReadOnlyList<string> UnusedIgnores { get; }

    private void Add(IgnoredNames ignored, FileEntry entry)
    {
        if (ignored.Contains(entry.Name))
            return;
        string name = WrapperNames.Strip(entry.Name);
        if (!_entries.TryAdd(name, entry))
            Collision ??= (_entries[name].Name, entry.Name);
    }
}

/// <summary>A name in the file, and the tensor or what stands in its place.</summary>
internal readonly record struct FileEntry(string Name, CheckpointTensor? Tensor, string? Unreadable);
