namespace Emo.Testing;

/// <summary>What a property of a spec may say, where it is one of an enumeration.</summary>
internal static class SpecValues
{
    public static string[] Of<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
