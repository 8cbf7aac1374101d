namespace Emo.CompilerServices;

/// <summary>The names of a model's parameters, to be found at the ends of a file's names.</summary>
internal sealed class ModelNames
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _maxLength;
    private readonly int _maxDots;

    public ModelNames(StateDictDeclaration declaration)
    {
        _names = new HashSet<string>(declaration.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal);
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        _maxLength = _names.Select(name => name.Length).DefaultIfEmpty().Max();
        _maxDots = _names.Select(name => name.Count(c => c == '.')).DefaultIfEmpty().Max();
    }

    /// <summary>The number of parameters.</summary>
    public int Count => _names.Count;

    /// <summary>How many of the parameters a file has under a prefix.</summary>
    public int CountUnder(string prefix, IReadOnlyDictionary<string, FileEntry> file) =>
        _names.Count(name => file.ContainsKey(prefix + name));

    /// <summary>
    /// Where in a text, at its start or after a dot, the name of a parameter begins that reaches to the text's end. How many places are
    /// tried depends on the model's names, not on the text.
    /// </summary>
    public IEnumerable<int> Starts(string text)
    {
        int dots = 0;
        for (int start = text.Length - 1; start >= 0 && text.Length - start <= _maxLength; start--)
        {
            if (start > 0 && text[start - 1] != '.')
                continue;
            if (_lookup.Contains(text.AsSpan(start)))
                yield return start;
            if (++dots > _maxDots)
                yield break;
        }
    }
}
