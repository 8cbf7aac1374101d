using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Emo.Codegen.Tests.Documentation;

/// <summary>Links between the pages lead to files and headings that are there.</summary>
public sealed partial class LinkTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", ".."));

    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(Path.Combine(s_root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(s_root, "*.md"))
            .Select(path => Path.GetRelativePath(s_root, path))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_within_the_repository_leads_somewhere(string page)
    {
        string path = Path.Combine(s_root, page);
        foreach (Match match in LinkPattern().Matches(File.ReadAllText(path)))
        {
            string target = match.Groups[1].Length == 0
                ? path
                : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, match.Groups[1].Value));
            Assert.True(Path.Exists(target), $"{page} links to '{match.Groups[1]}', which is not there.");
            if (match.Groups[2].Success)
            {
                Assert.Contains(
                    match.Groups[2].Value,
                    HeadingPattern().Matches(File.ReadAllText(target)).Select(heading => Anchor(heading.Groups[1].Value)));
            }
        }
    }

    private static string Anchor(string heading) => NoAnchorPattern().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("^#+ (.*?)\\r?$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("[^a-z0-9 -]")]
    private static partial Regex NoAnchorPattern();
}
