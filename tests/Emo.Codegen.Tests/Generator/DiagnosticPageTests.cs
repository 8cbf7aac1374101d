using System.Text.RegularExpressions;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Tests.Generator;

/// <summary>The examples in the pages do what the pages say.</summary>
public sealed partial class DiagnosticPageTests
{
    /// <summary>The specs that examples ask for.</summary>
    private static readonly (string Path, string Text)[] s_specs =
    [
        ("my-backbone.json", TestSpecs.Small("my-backbone", head: TestSpecs.Features)),
        ("my-wide-model.json", TestSpecs.Small("my-wide-model", stem: """{ "width": 1024 }""")),
        ("my-long-model.json", TestSpecs.Small("my-long-model", stage: TestSpecs.LongStages)),
        ("small/spec.json", TestSpecs.Small("small")),
        ("large/spec.json", TestSpecs.Small("large")),
    ];

    /// <summary>The specs that examples name as their backbones.</summary>
    private static readonly (string Path, string Text)[] s_backbones =
    [
        ("a/part.json", TestSpecs.Small("part-a")), ("b/part.json", TestSpecs.Small("part-b")),
        ("broken.json", TestSpecs.Small("my-broken-backbone", stem: "7")),
    ];

    /// <summary>The diagnostics of declarations that a source alone can cause.</summary>
    public static TheoryData<string> Ids =>
        [.. DeclarationDiagnostics.All.Select(descriptor => descriptor.Id).Where(id => Example(id) is not null)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_is_reported(string id)
    {
        var result = new GeneratorHarness("using Emo; " + Example(id), specs: s_specs, labels: [("cats.txt", "a\nb\nc")]).Run();
        Assert.Equal([id], result.Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    public static TheoryData<string> SpecIds => [.. SpecDiagnostics.All.Select(descriptor => descriptor.Id)];

    /// <summary>The example is a whole spec, or some properties of one that is sound otherwise.</summary>
    [Theory]
    [MemberData(nameof(SpecIds))]
    public void The_example_of_a_spec_is_reported(string id)
    {
        string spec = TestSpecs.Complete(JsonPattern().Match(Page(id)).Groups[1].Value);
        var result = new GeneratorHarness(
            "class X;", specs: [("spec.json", spec), .. s_backbones], labels: [("a/names.txt", "a\nb"), ("b/names.txt", "c\nd")]).Run();
        Assert.Equal(
            [id],
            result.Diagnostics
                .Where(diagnostic => diagnostic.Location.GetLineSpan().Path == "spec.json")
                .Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Every_page_is_about_a_diagnostic() => Assert.Equal(
        DiagnosticCatalog.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "diagnostics"), "EMO*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal));

    private static string? Example(string id) => CodePattern().Match(Page(id)) is { Success: true } match ? match.Groups[1].Value : null;

    private static string Page(string id) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", id + ".md"));

    [GeneratedRegex("^```json\\r?\\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex JsonPattern();

    [GeneratedRegex("^## Example.*?^```csharp\\r?\\n(.*?)^```.*^## Fix", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodePattern();
}
