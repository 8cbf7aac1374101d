namespace Emo.Codegen;

/// <summary>The name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>Beyond this, names are not compared: they come from files that anyone may have written.</summary>
    private const int MaxLength = 64;

    /// <summary>"Did you mean 'x'?", or the allowed names if none is near.</summary>
    public static string Suggest(string name, IReadOnlyCollection<string> names)
    {
        string? nearest = Find(name, names);
        return nearest is not null ? $"Did you mean '{nearest}'?" : $"Known are: {string.Join(", ", names)}.";
    }

    /// <summary>The name with the fewest edits, if they are fewer than about half of its letters.</summary>
    public static string? Find(string name, IEnumerable<string> names)
    {
        if (name.Length > MaxLength)
            return null;
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in names.Where(candidate => candidate.Length <= MaxLength))
        {
            int distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance && distance <= Math.Max(2, candidate.Length / 2))
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Levenshtein's edit distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, 1 + Math.Min(previous[j], current[j - 1]));
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
