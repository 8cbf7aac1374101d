
namespace Emo.CompilerServices;

/// <summary>What a model expects, and what a state dict has under a prefix.</summary>
internal sealed class StateDictComparison
{
    private readonly Dictionary<string, CheckpointTensor> _found = new(StringComparer.Ordinal);
    private readonly List<(string Name, DeclaredTensor Declared)> _missing = [];
    private readonly List<(string Name, DeclaredTensor Declared, CheckpointTensor Tensor)> _misfits = [];
    private readonly List<FileEntry> _unreadable = [];

    public StateDictComparison(StateDictDeclaration declaration, StateDictFit fit, string prefix)
    {
        (Declaration, Fit, Prefix) = (declaration, fit, prefix);
        foreach (var (name, declared) in declaration.Tensors)
        {
            if (!fit.Names.Entries.TryGetValue(prefix + name, out var entry))
            {
                if (declared.IsParameter)
                    _missing.Add((name, declared));
            }
            else if (entry.Tensor is { } tensor)
            {
                _found.Add(name, tensor);
                if (declared.IsParameter && !(tensor.IsFloatingPoint && tensor.Shape.SequenceEqual(declared.Shape)))
                    _misfits.Add((name, declared, tensor));
            }
            else if (declared.IsParameter)
            {
                _unreadable.Add(entry);
            }
        }
    }

    public StateDictDeclaration Declaration { get; }

    public StateDictFit Fit { get; }

    public string Prefix { get; }

    /// <summary>The tensors by the model's own names.</summary>
    public Dictionary<string, CheckpointTensor> Found => _found;

    /// <summary>Parameters that are not there.</summary>
    public IReadOnlyList<(string Name, DeclaredTensor Declared)> Missing => _missing;

    /// <summary>Parameters of another shape or type.</summary>
    public IReadOnlyList<(string Name, DeclaredTensor Declared, CheckpointTensor Tensor)> Misfits => _misfits;

    /// <summary>Parameters in whose place something stands that is no readable tensor.</summary>
    public IReadOnlyList<FileEntry> Unreadable => _unreadable;

    /// <summary>Whether two networks in the file are one: all parameters have the same elements in the same place.</summary>
    public bool IsSameAs(StateDictComparison other) =>
        _unreadable.Count == 0 && _found.All(pair =>
            !Declaration.Tensors[pair.Key].IsParameter ||
            (other.Found.TryGetValue(pair.Key, out var tensor) && pair.Value.IsSameAs(tensor)));

    /// <summary>What else the file has, apart from companions and from what <paramref name="isLeftOut"/> says.</summary>
    public List<FileEntry> FindUnexpected(Func<string, bool> isLeftOut)
    {
        var unexpected = new List<FileEntry>();
        var averages = new AverageNames(Fit.Names.Entries.Keys);
        foreach (var (name, entry) in Fit.Names.Entries)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && Declaration.Tensors.ContainsKey(name[Prefix.Length..]))
                continue;
            if (!CompanionNames.Contains(name, entry.Tensor) && !averages.Contains(name) && !isLeftOut(name) && IsTensor(name, entry))
                unexpected.Add(entry);
        }

        return unexpected;
    }

    // Texts and numbers beside tensors are no weights; what stands within a module may be one that cannot be read.
    private static bool IsTensor(string name, FileEntry entry) =>
        entry.Tensor is not null || (name.Contains('.') && !name.EndsWith("_extra_state", StringComparison.Ordinal));
}
