namespace Emo.CompilerServices;

/// <summary>The names of <see cref="CheckpointOptions.Ignore"/>: whole ones, and beginnings that end in a dot.</summary>
internal sealed class IgnoredNames
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _unused;

    public IgnoredNames(IReadOnlyList<string> entries)
    {
        _names = new HashSet<string>(entries, StringComparer.Ordinal);
        _unused = new HashSet<string>(entries, StringComparer.Ordinal);
    }

    /// <summary>Those that no name agreed with so far.</summary>
    public IReadOnlyList<string> Unused => [.. _unused.Order(StringComparer.Ordinal)];

    /// <summary>Whether a name, as the file writes it, is to be left out.</summary>
    public bool Contains(string name)
    {
        if (_names.Count == 0)
            return false;
        if (_names.Contains(name))
        {
            _unused.Remove(name);
            return true;
        }

        foreach (string entry in _names)
        {
            if (entry.EndsWith('.') && name.StartsWith(entry, StringComparison.Ordinal))
            {
                _unused.Remove(entry);
                return true;
            }
        }

        return false;
    }
}
