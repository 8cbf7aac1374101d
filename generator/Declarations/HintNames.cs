namespace Emo.Codegen.Declarations;

/// <summary>
/// What the files of a model are called: its full name. The compiler compares file names without regard to case, so classes
/// that differ in nothing else get a number from their name as well.
/// </summary>
internal static class HintNames
{
    public static string Of(ModelTarget target, EquatableArray<string> clashes)
    {
        string name = FullName(target);
        return clashes.Contains(name.ToUpperInvariant()) ? $"{name}-{Hash(name):x8}" : name;
    }

    /// <summary>The names that more than one class has, in upper case.</summary>
    public static EquatableArray<string> Clashes(IEnumerable<ModelTarget> targets) => targets
        .GroupBy(target => FullName(target).ToUpperInvariant())
        .Where(group => group.Count() > 1)
        .Select(group => group.Key)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    private static string FullName(ModelTarget target)
    {
        var parts = target.ContainingTypes.Select(header => header.Substring(header.LastIndexOf(' ') + 1)).ToList();
        if (target.Namespace.Length > 0)
            parts.Insert(0, target.Namespace);
        parts.Add(target.ClassName);
        return string.Join(".", parts).Replace("@", "").Replace('<', '{').Replace('>', '}');
    }

    /// <summary>FNV-1a: the same on every machine, unlike string.GetHashCode.</summary>
    private static uint Hash(string name) => name.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
