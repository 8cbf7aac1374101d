namespace Emo.CompilerServices;

/// <summary>
/// Under which prefixes a state dict has a model's parameters. A prefix is any text that ends in a dot, or none: what wrappers,
/// trainers and larger networks put before the model's own names.
/// </summary>
internal sealed class PrefixVotes
{
    // Files of other networks have a few hundred: "stage1.0." stands before "norm.norm.weight".
    private const int MaxPrefixes = 4096;
    private const int MaxLength = 256;

    public PrefixVotes(ModelNames model, IEnumerable<string> names)
    {
        var votes = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = votes.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string name in names)
        {
            foreach (int start in model.Starts(name))
            {
                var prefix = name.AsSpan(0, start);
                if (lookup.TryGetValue(prefix, out int count))
                    lookup[prefix] = count + 1;
                else if (prefix.Length > MaxLength || votes.Count == MaxPrefixes)
                    IsIncomplete = true;
                else
                    lookup[prefix] = 1;
            }
        }

        var best = votes.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Length).FirstOrDefault();
        (Best, BestCount) = (best.Key ?? "", best.Value);
        Complete = [.. votes.Where(pair => pair.Value == model.Count).Select(pair => pair.Key)];
    }

    /// <summary>The prefix under which most parameters are; the empty one when there are no parameters at all.</summary>
    public string Best { get; }

    /// <summary>The parameters under <see cref="Best"/>.</summary>
    public int BestCount { get; }

    /// <summary>The prefixes under which every parameter is, in the file's order.</summary>
    public IReadOnlyList<string> Complete { get; }

    /// <summary>There are more prefixes, or longer ones, than any real file has: there may be others than <see cref="Complete"/>.</summary>
    public bool IsIncomplete { get; }
}
