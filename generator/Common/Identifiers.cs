namespace Emo.Codegen;

/// <summary>Names of blocks as C# identifiers.</summary>
internal static class Identifiers
{
    /// <summary><c>head.image_pool.0</c> is <c>HeadImagePool0</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('.', '_')
            .Where(part => part.Length > 0)
            .Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    /// <summary><c>head.image_pool.0</c> is <c>headImagePool0</c>.</summary>
    public static string Camel(string name)
    {
        string pascal = Pascal(name);
        return char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }
}
