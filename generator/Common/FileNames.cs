namespace Emo.Codegen;

/// <summary>
/// The last part of a path. The path may be anybody's text, so no method of <see cref="System.IO.Path"/> sees it: those of some frameworks
/// throw at characters that no file has.
/// </summary>
internal static class FileNames
{
    public static readonly char[] Separators = ['/', '\\'];

    public static string Of(string path) => path.Substring(path.LastIndexOfAny(Separators) + 1);
}
