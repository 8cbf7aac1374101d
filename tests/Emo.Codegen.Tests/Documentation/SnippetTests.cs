using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Emo.Codegen.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emo.Codegen.Tests.Documentation;

/// <summary>What README.md and the pages show compiles, is a sound spec, or is well-formed XML.</summary>
public sealed partial class SnippetTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.IO; using System.Linq; using Emo;\n";
    private const string OwnUsing = "using Emo;";

    /// <summary>What snippets speak of without declaring it.</summary>
    private static readonly (string Type, string Name)[] s_surroundings =
    [
        ("Emo2M", "model"), ("Picture", "picture"), ("float[]", "input"), ("float[]", "logits"), ("Checkpoint", "checkpoint"),
        ("string[]", "args"),
        ("IEnumerable<SkiaSharp.SKBitmap>", "bitmaps"),
        ("IEnumerable<SixLabors.ImageSharp.Image<SixLabors.ImageSharp.PixelFormats.Rgba32>>", "images"),
    ];

    /// <summary>Other people's libraries, whose frames the pages read.</summary>
    private static readonly Type[] s_libraries = [typeof(SkiaSharp.SKBitmap), typeof(SixLabors.ImageSharp.Image)];

    /// <summary>Models that take long to generate: only for the snippets that name them.</summary>
    private static readonly (string Spec, string Class)[] s_large =
        [("ssdlite-emo-1m", "SsdLiteEmo2M"), ("deeplabv3-emo-1m", "DeepLabV3Emo2M")];

    /// <summary>Specs of a reader's own, which the pages show elsewhere.</summary>
    private static readonly string[] s_specs = ["my-model", "tiny-emo", "cats"];

    /// <summary>A reader's own detector.</summary>
    private static readonly string s_cells = TestSpecs.Small("my-cells", neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite);

    /// <summary>
    /// C#, JSON and XML are checked here, commands (sh) and what they print (text) by scripts; Emo.Application.Tests compiles and runs C#
    /// and Razor under a comment "run: ...".
    /// </summary>
    private static readonly string[] s_languages = ["csharp", "razor", "json", "xml", "sh", "text", "python"];

    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs"), "*.md")
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string, int> CSharp => Snippets("csharp");

    public static TheoryData<string, int> Json => Snippets("json");

    public static TheoryData<string, int> Xml => Snippets("xml");

    [Theory]
    [MemberData(nameof(CSharp))]
    public void A_snippet_compiles(string page, int line)
    {
        var harness = Harness(Snippet("csharp", page, line));
        Assert.Empty(harness.RunAndUpdate().GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(harness.Run().Diagnostics);
    }

    [Theory]
    [MemberData(nameof(Json))]
    public void A_spec_is_sound(string page, int line)
    {
        string spec = TestSpecs.Complete(Snippet("json", page, line));
        Assert.Empty(SpecReader.Read("spec.json", spec).Problems);
        Assert.NotNull(JsonNode.Parse(spec));
    }

    [Theory]
    [MemberData(nameof(Xml))]
    public void A_piece_of_a_project_file_is_well_formed(string page, int line) =>
        Assert.NotEmpty(XElement.Parse($"<ItemGroup>{Snippet("xml", page, line)}</ItemGroup>").Elements());

    /// <summary>tests/docs/check.sh and tests/package/check.sh run the blocks of commands.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_says_how_it_is_checked(string page)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", page));
        foreach (var match in FencePattern().Matches(text).Where((_, index) => index % 2 == 0))
        {
            Assert.True(
                s_languages.Contains(match.Groups[2].Value),
                $"{page}:{Line(text, match)}: a block of {string.Join(", ", s_languages)}, not of '{match.Groups[2].Value}'");
            Assert.True(
                match.Groups[2].Value != "razor" || IsRun(text, match), $"{page}:{Line(text, match)}: Razor needs a comment 'run: ...'.");
            Assert.True(
                match.Groups[2].Value != "python" || match.Groups[1].Value.Length > 0,
                $"{page}:{Line(text, match)}: nothing runs Python; say above the block why that is no loss.");
        }

        var inline = InlineCommandPattern().Match(text);
        Assert.False(
            inline.Success, $"{page}:{Line(text, inline)}: '{inline.Value}' is run by nothing within a line of text; give it a block.");
    }

    private static GeneratorHarness Harness(string snippet)
    {
        string source = snippet.Replace(OwnUsing, "", StringComparison.Ordinal);
        string usings = string.Concat(UsingPattern().Matches(source));
        source = UsingPattern().Replace(source, "");
        var type = TypePattern().Match(source);
        string statements = type.Success ? source[..type.Index] : source;
        string types = type.Success ? source[type.Index..] : "";
        return new GeneratorHarness(
            Usings + usings + (string.IsNullOrWhiteSpace(statements) ? "" : Surround(statements)) + types,
            specs: [.. s_specs.Select(name => (name + ".json", TestSpecs.Small(name))), ("my-cells.json", s_cells)],
            language: LanguageVersion.Latest,
            libraries: s_libraries);
    }

    private static string Surround(string statements)
    {
        var parameters = s_surroundings.Where(each => !Regex.IsMatch(statements, $@"\w(\[\])? {each.Name} ="));
        var large = s_large.Where(each => statements.Contains(each.Class, StringComparison.Ordinal));
        return $$"""
            static class Snippet
            {
                static void Run({{string.Join(", ", parameters.Select(each => $"{each.Type} {each.Name}"))}})
                {
                    {{statements}}
                }
            }

            [EmoModel("emo-cifar10")] sealed partial class Emo2M;
            [EmoModel("tiny-emo")] sealed partial class TinyEmo;
            {{string.Join("\n", large.Select(each => $"[EmoModel(\"{each.Spec}\")] sealed partial class {each.Class};"))}}
            """;
    }

    private static TheoryData<string, int> Snippets(string language)
    {
        var data = new TheoryData<string, int>();
        foreach (string path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs"), "*.md").Order(StringComparer.Ordinal))
        {
            foreach (var match in SnippetPattern().Matches(File.ReadAllText(path)).Where(match => match.Groups[1].Value == language))
                data.Add(Path.GetFileName(path), Line(File.ReadAllText(path), match));
        }

        return data;
    }

    private static string Snippet(string language, string page, int line)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", page));
        return SnippetPattern().Matches(text)
            .Single(match => match.Groups[1].Value == language && Line(text, match) == line)
            .Groups[2].Value;
    }

    private static bool IsRun(string text, Match fence) =>
        text[..fence.Index].TrimEnd().Split('\n')[^1].StartsWith("<!-- run: ", StringComparison.Ordinal);

    private static int Line(string text, Match match) => text.AsSpan(0, match.Index).Count('\n') + 1;

    [GeneratedRegex("(?<!^<!-- run: [^\\n]+ -->\\r?\\n)^```([a-z]+)\\r?\\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SnippetPattern();

    /// <summary>A namespace of another library, which goes to the top of the file.</summary>
    [GeneratedRegex("^using [A-Z][A-Za-z.]*;\\r?\\n", RegexOptions.Multiline)]
    private static partial Regex UsingPattern();

    /// <summary>Where statements end and types begin.</summary>
    [GeneratedRegex("^(\\[|/// |[a-z ]*\\b(class|struct|record|enum) )", RegexOptions.Multiline)]
    private static partial Regex TypePattern();

    /// <summary>The start or end of a block, with the comment above it that says why it is not run.</summary>
    [GeneratedRegex("^(<!-- not run: .+ -->\\r?\\n)?```([a-z]*)", RegexOptions.Multiline)]
    private static partial Regex FencePattern();

    [GeneratedRegex("`[^`\\n]*dotnet [a-z]+ [^`\\n]*`")]
    private static partial Regex InlineCommandPattern();
}
