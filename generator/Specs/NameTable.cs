namespace Emo.Codegen.Specs;

/// <summary>The names that a property of a spec may have and what each stands for, in the order in which messages list them.</summary>
internal sealed class NameTable<T>(params (string Name, T Meaning)[] entries)
{
    private IReadOnlyDictionary<string, string> _hints = new Dictionary<string, string>();

    public IReadOnlyList<string> Names { get; } = [.. entries.Select(entry => entry.Name)];

    /// <summary>What a name stands for; false if it is none of the table.</summary>
    public bool TryFind(string name, out T meaning)
    {
        int index = Array.FindIndex(entries, entry => entry.Name == name);
        meaning = index < 0 ? default! : entries[index].Meaning;
        return index >= 0;
    }

    /// <summary>The same table, and what to say of names that are none of it.</summary>
    public NameTable<T> WithHints(IReadOnlyDictionary<string, string> hints) => new(entries) { _hints = hints };

    /// <summary>What to say of a name that is none of the table: what its hint is, or which name is near; empty if none is.</summary>
    public string Hint(string name) =>
        _hints.TryGetValue(name, out string? hint) ? hint
        : NearestName.Find(name, Names) is { } nearest ? $"Did you mean '{nearest}'?" : "";
}

internal static class NameTable
{
    /// <summary>The values of an enumeration that have a name.</summary>
    public static NameTable<T> OfEnum<T>(Func<T, string?> nameOf)
        where T : struct, Enum => new([
            .. from value in Enum.GetValues(typeof(T)).Cast<T>()
               let name = nameOf(value)
               where name is not null
               select (name, value)]);
}

/// <summary>The names of an enumeration in lower case, for those that have no names of their own.</summary>
internal static class LowerCaseNames<T>
    where T : struct, Enum
{
    public static NameTable<T> Table { get; } = NameTable.OfEnum<T>(value => value.ToString().ToLowerInvariant())
        .WithHints(ForeignNames.Of(typeof(T)));
}
