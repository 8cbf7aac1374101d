using System.Runtime.CompilerServices;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Tests.Documentation;

/// <summary>The repository's address can change: it stands in one place, from which the build takes what needs it.</summary>
public sealed class RepositoryAddressTests
{
    private const string Place = "Directory.Build.props";

    /// <summary>Where no text of ours lies.</summary>
    private static readonly string[] s_foreign =
        [".git", ".vs", ".idea", "bin", "obj", "artifacts", "data", "shared", "tools", "packages", "publish"];

    private static readonly string[] s_texts =
        [".cs", ".md", ".json", ".sh", ".awk", ".csproj", ".props", ".targets", ".config", ".xml", ".txt", ".html", ".svg", ".sln", ""];

    private static readonly string s_root = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", ".."));

    /// <summary>Owner and name, whatever comes before and behind.</summary>
    private static readonly string s_repository = Repository();

    [Fact]
    public void The_address_stands_once()
    {
        var places = Files(s_root)
            .SelectMany(path => File.ReadLines(path).Select((line, index) => (Path: path, Line: index + 1, Text: line)))
            .Where(line => line.Text.Contains(s_repository, StringComparison.OrdinalIgnoreCase))
            .Select(line => $"{Path.GetRelativePath(s_root, line.Path)}:{line.Line}");
        Assert.StartsWith(Place + ":", Assert.Single(places), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_links_begin_with_it() => Assert.All(
        DiagnosticCatalog.All,
        descriptor => Assert.StartsWith($"https://github.com/{s_repository}/blob/", descriptor.HelpLinkUri, StringComparison.Ordinal));

    private static string Repository()
    {
        const string Before = "<EmoRepositoryUrl>https://github.com/";
        string text = File.ReadAllText(Path.Combine(s_root, Place));
        return text[(text.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..].Split('<')[0];
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder).Where(path => s_texts.Contains(Path.GetExtension(path)))
            .Concat(Directory.GetDirectories(folder).Where(path => !s_foreign.Contains(Path.GetFileName(path))).SelectMany(Files));

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
