using System.Text.RegularExpressions;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Tests.Generator;

/// <summary>A diagnostic is four things: a descriptor, a release entry, a page (listed in the index) and tests.</summary>
public sealed partial class DiagnosticCatalogTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_page_a_release_entry_and_a_link(string id)
    {
        var descriptor = DiagnosticCatalog.All.Single(descriptor => descriptor.Id == id);
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: {descriptor.Title}", page, StringComparison.Ordinal);
        Assert.Contains("## Cause", page, StringComparison.Ordinal);
        Assert.Contains("## Example", page, StringComparison.Ordinal);
        Assert.Contains("## Fix", page, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        string index = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", "README.md"));
        Assert.Contains(
            $"| [{id}]({id}.md) | {descriptor.DefaultSeverity.ToString().ToLowerInvariant()} | {descriptor.Title} |",
            index,
            StringComparison.Ordinal);
        string releases = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "releases", "AnalyzerReleases.Unshipped.md"));
        Assert.Contains(
            $"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}", releases, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_lists_each_diagnostic_once_and_in_order()
    {
        string index = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", "README.md"));
        Assert.Equal(
            DiagnosticCatalog.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
            RowPattern().Matches(index).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex(@"^\| \[(EMO\d+)\]", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
