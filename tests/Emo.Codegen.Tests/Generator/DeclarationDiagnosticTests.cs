using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emo.Codegen.Tests.Generator;

/// <summary>A misused attribute is reported at its place; [| |] marks it.</summary>
public sealed class DeclarationDiagnosticTests
{
    private static readonly (string Path, string Text)[] s_specs =
    [
        ("backbone.json", TestSpecs.Small("backbone", head: TestSpecs.Features)),
        ("a/same.json", TestSpecs.Small("one")),
        ("b/same.json", TestSpecs.Small("two")),
        ("long.json", TestSpecs.Small("long", stage: TestSpecs.LongStages)),
        ("global.json", TestSpecs.Small(
            "global", stage: """{ "depth": 2, "width": 8, "expansion": 1, "attention": { "headWidth": 8, "window": 0 } }""")),
        ("wide.json", TestSpecs.Small("wide", stem: """{ "width": 1024 }""")),
    ];

    private static readonly (string Path, string Text)[] s_labels =
    [
        ("cats.txt", "tabby\nginger\nblack\n"), ("a/two.txt", "a\nb"), ("b/two.txt", "a\nb"), ("empty.txt", "\n"), ("hole.txt", "a\n\nb"),
        ("twice.txt", "a\nb\na"), ("colour.txt", "a\t#000000\nb"), ("many.txt", string.Join("\n", Enumerable.Range(0, 257))),
    ];

    [Theory]
    [InlineData("EMO0001", """[Emo.EmoModel([|"emo-2n"|])] public partial class M;""", "Did you mean 'emo-2m'?")]
    [InlineData("EMO0001", """[Emo.EmoModel([|"something else entirely"|])] public partial class M;""", "emo-1m, emo-2m")]
    [InlineData("EMO0001", """[Emo.EmoModel([|""|])] public partial class M;""", "''")]
    [InlineData("EMO0002", """[Emo.EmoModel("emo-1m")] public class [|M|];""", "partial")]
    [InlineData("EMO0003", """[Emo.EmoModel("emo-1m")] public partial class M[|<T>|];""", "generic")]
    [InlineData("EMO0004", """[Emo.EmoModel("emo-1m")] public [|static|] partial class M;""", "static")]
    [InlineData("EMO0005", """public class [|Outer|] { [Emo.EmoModel("emo-1m")] public partial class M; }""", "'Outer'")]
    [InlineData("EMO0006", """[Emo.EmoModel("emo-1m")] public [|abstract|] partial class M;""", "abstract")]
    [InlineData("EMO0007", """[Emo.EmoModel("emo-1m")] public partial [|record|] M;""", "record")]
    [InlineData("EMO0008", """[Emo.EmoModel("emo-1m")] [|file|] partial class M;""", "file-local")]
    [InlineData(
        "EMO0009", """public class Base(int x) { public int X => x; } [Emo.EmoModel("emo-1m")] public partial class M : [|Base|];""",
        "'Base'")]
    [InlineData("EMO0001", """[Emo.EmoModel([|null!|])] public partial class M;""", "''")]
    [InlineData("EMO0001", """[Emo.EmoModel(spec: [|"none"|])] public partial class M;""", "'none'")]
    [InlineData("EMO0006", """[Emo.EmoModel("emo-1m")] public partial class M; public [|abstract|] partial class M;""", "abstract")]
    [InlineData("EMO0008", """[|file|] partial class Outer { [Emo.EmoModel("emo-1m")] public sealed partial class M; }""", "'Outer'")]
    [InlineData(
        "EMO0009", """public class Base { private Base() { } } [Emo.EmoModel("emo-1m")] public partial class M : [|Base|];""", "'Base'")]
    [InlineData("EMO0014", """[Emo.EmoModel("emo-1m")] public partial class M { static M() { } public [|M|](int x) { } }""", "'M'")]
    [InlineData("EMO0014", """[Emo.EmoModel("emo-1m")] public partial class M; public partial class M { private [|M|]() { } }""", "'M'")]
    [InlineData("EMO0014", """[Emo.EmoModel("emo-1m")] public partial class [|M|](int x) { public int X => x; }""", "'M'")]
    [InlineData("EMO0015", """[Emo.EmoModel("emo-1m")] public partial class M { public required int [|X|] { get; init; } }""", "'X'")]
    [InlineData(
        "EMO0015", """public class Base { public required int X; } [Emo.EmoModel("emo-1m")] public partial class M : [|Base|];""", "'X'")]
    [InlineData("EMO0016", """[Emo.EmoModel("emo-1m")] public partial class [|Predict|];""", "'Predict'")]
    [InlineData("EMO0016", """[Emo.EmoModel("emo-1m")] public partial class M { public int [|InputHeight|] => 1; }""", "'InputHeight'")]
    [InlineData("EMO0016", """[Emo.EmoModel("emo-1m")] public partial class M { public void [|ClassCount|]() { } }""", "'ClassCount'")]
    [InlineData("EMO0016", """[Emo.EmoModel("emo-1m")] public partial class M { public void [|Dispose|]() { } }""", "'Dispose'")]
    [InlineData(
        "EMO0016", """public class Base { public void Dispose() { } } [Emo.EmoModel("emo-1m")] public partial class M : [|Base|];""",
        "'Base'")]
    [InlineData(
        "EMO0012", """[Emo.EmoModel("emo-1m", InputHeight = [|31|])] public partial class M;""",
        "InputHeight is 31, but must be from 32 to 2048")]
    [InlineData("EMO0012", """[Emo.EmoModel("emo-1m", InputWidth = [|2049|])] public partial class M;""", "2048")]
    [InlineData("EMO0012", """[Emo.EmoModel("emo-1m", ClassCount = [|0|])] public partial class M;""", "100000")]
    [InlineData(
        "EMO0009",
        """namespace N { public class Base(int x) { public int X => x; } } [Emo.EmoModel("emo-1m")] public partial class M; """ +
        """public partial class M : [|N.Base|];""",
        "'Base'")]
    [InlineData(
        "EMO0009",
        """using B = Base; public class Base { private protected Base(int x) { } } """ +
        """[Emo.EmoModel("emo-1m")] public partial class [|M|] : B;""",
        "'Base'")]
    [InlineData(
        "EMO0017", """[Emo.EmoModel([|"same.json"|])] public partial class M;""",
        "a/same.json, b/same.json. Ask for one by its \"name\": 'one', 'two'")]
    [InlineData("EMO0017", """[Emo.EmoModel([|"same"|])] public partial class M;""", "file name of several specs")]
    [InlineData(
        "EMO0019", """[Emo.EmoModel("wide", InputHeight = [|2048|], InputWidth = 2048)] public partial class M;""", "million values")]
    [InlineData("EMO0013", """[Emo.EmoModel("backbone", ClassCount = [|7|])] public partial class M;""", "'backbone'")]
    [InlineData("EMO0013", """[Emo.EmoModel("backbone", Labels = [|"cats.txt"|])] public partial class M;""", "Labels does not apply")]
    [InlineData(
        "EMO0024", """[Emo.EmoModel("emo-1m", Labels = [|"cat.txt"|])] public partial class M;""", "no labels file 'cat.txt' among")]
    [InlineData("EMO0024", """[Emo.EmoModel("emo-1m", Labels = [|""|])] public partial class M;""", "''")]
    [InlineData("EMO0025", """[Emo.EmoModel("emo-1m", Labels = [|"two.txt"|])] public partial class M;""", "a/two.txt, b/two.txt")]
    [InlineData("EMO0025", """[Emo.EmoModel("emo-1m", Labels = [|"empty.txt"|])] public partial class M;""", "is empty")]
    [InlineData("EMO0025", """[Emo.EmoModel("emo-1m", Labels = [|"hole.txt"|])] public partial class M;""", "no label in line 2")]
    [InlineData("EMO0025", """[Emo.EmoModel("emo-1m", Labels = [|"colour.txt"|])] public partial class M;""", "colour for 1 of its 2")]
    [InlineData(
        "EMO0025", """[Emo.EmoModel("pspnet-emo-1m", Labels = [|"many.txt"|])] public partial class M;""",
        "has 257 labels, and such a network has at most 256 classes")]
    [InlineData(
        "EMO0025", """[Emo.EmoModel("emo-1m", ClassCount = 4, Labels = [|"cats.txt"|])] public partial class M;""",
        "has 3 labels, but ClassCount is 4: remove ClassCount")]
    public void A_misuse_is_reported_where_it_is(string id, string marked, string expected)
    {
        var (source, start, length) = Unmark(marked);
        var result = new GeneratorHarness(source, specs: s_specs, labels: s_labels).Run();
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(expected, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal((start, length), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal("Model.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.DoesNotContain(result.GeneratedSources, generated => generated.HintName != "M.g.cs");
    }

    /// <summary>The usual lists of ImageNet's labels have a crane that is a bird and one that lifts.</summary>
    [Fact]
    public void Two_classes_may_have_one_label()
    {
        const string Source = """[Emo.EmoModel("emo-1m", Labels = "twice.txt")] public partial class M;""";
        var result = new GeneratorHarness(Source, specs: s_specs, labels: s_labels).Run();
        Assert.Empty(result.Diagnostics);
        string api = result.GeneratedSources.Single(file => file.HintName == "M.g.cs").SourceText.ToString();
        Assert.Contains("ClassCount = 3;", api, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsafe_code_must_be_allowed()
    {
        var (source, start, length) = Unmark("""[Emo.EmoModel("emo-1m")] public partial class [|M|];""");
        var diagnostic = Assert.Single(new GeneratorHarness(source, allowUnsafe: false).Run().Diagnostics);
        Assert.Equal(
            ("EMO0010", start, length), (diagnostic.Id, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains(
            "AllowUnsafeBlocks", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void The_language_must_be_new_enough()
    {
        var (source, start, length) = Unmark("""[Emo.EmoModel("emo-1m")] public partial class [|M|] { }""");
        var diagnostic = Assert.Single(new GeneratorHarness(source, language: LanguageVersion.CSharp10).Run().Diagnostics);
        Assert.Equal(
            ("EMO0011", start, length), (diagnostic.Id, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("'M' needs C# 11 or later; the project compiles C# 10.0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_braces_needs_a_newer_language()
    {
        var harness = new GeneratorHarness("""[Emo.EmoModel("emo-1m")] public partial class M;""", language: LanguageVersion.CSharp10);
        string message = Assert.Single(harness.Run().Diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("needs C# 12 or later, or C# 11 and braces", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Emo.EmoModel("emo-1m")] public sealed partial class M { }""", LanguageVersion.CSharp11, null)]
    [InlineData("""[Emo.EmoModel("emo-1m")] public sealed partial class M;""", LanguageVersion.CSharp11, "CS9058")]
    [InlineData("""[Emo.EmoModel("emo-1m")] public sealed partial class M;""", LanguageVersion.CSharp12, null)]
    public void The_compiler_takes_what_the_page_says(string source, LanguageVersion language, string? error)
    {
        var errors = new GeneratorHarness(source, language: language).RunAndUpdate().GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id);
        Assert.Equal(error is null ? [] : [error], errors);
    }

    [Theory]
    [InlineData("emo-1m.json", "write [EmoModel(\"emo-1m\")].")]
    [InlineData("emo-1m.JSON", "write [EmoModel(\"emo-1m\")].")]
    [InlineData("emo-1n.json", "Did you mean 'emo-1m'?")]
    [InlineData("emo-1n.json", "<EmoSpec Include=\"emo-1n.json\" />")]
    [InlineData("mine", "'mine.json' is an AdditionalFiles item of the project, which is not taken for a spec: write <EmoSpec")]
    [InlineData("mine.json", "write <EmoSpec Include=\"mine.json\" />, with its folder, in place of it.")]
    [InlineData("folder/mine.json", "'mine.json' is an AdditionalFiles item")]
    public void Whoever_asks_for_a_file_reads_what_to_write(string name, string expected)
    {
        var harness = new GeneratorHarness(
            $$"""[Emo.EmoModel("{{name}}")] public partial class M;""", unmarkedFiles: ["/project/folder/mine.json", "/project/other.txt"]);
        var diagnostic = Assert.Single(harness.Run().Diagnostics);
        Assert.Equal("EMO0001", diagnostic.Id);
        Assert.Contains(
            expected, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wide", 640, "EMO0018", "[0-9]+ MB of weights, [0-9]{3} MB of scratch memory for each instance, [0-9]+ billion")]
    [InlineData("global", 2048, "EMO0018", "1,[0-9]{3} billion multiply-adds")]
    [InlineData("long", 224, "EMO0020", "becomes (1[.][2-9]|[2-9][.][0-9]) MB of C# in [0-9]{3} blocks")]
    [InlineData("emo-6m", 2048, null, null)]
    public void A_very_large_model_is_generated_with_a_warning(string spec, int size, string? id, string? expected)
    {
        var (source, start, length) = Unmark(
            $$"""[Emo.EmoModel([|"{{spec}}"|], InputHeight = {{size}}, InputWidth = {{size}})] public partial class M;""");
        var result = new GeneratorHarness(source, specs: s_specs).Run();
        Assert.Equal(11, result.GeneratedSources.Length);
        Assert.Equal(id is null ? [] : [id], result.Diagnostics.Select(diagnostic => diagnostic.Id));
        foreach (var diagnostic in result.Diagnostics)
        {
            Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
            Assert.Matches(expected!, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal((start, length), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        }
    }

    [Theory]
    [InlineData("""[Emo.EmoModel("emo-1m", InputHeight = [|192|], InputWidth = 224)] public partial class M;""", null)]
    [InlineData(
        """[Emo.EmoModel("emo-1m", InputHeight = [|128|], InputWidth = 128)] public partial class M;""",
        "The window of 7 is larger than the map of stage 4, which is 4x4: the map is padded with zeros to 3.1 times its size")]
    [InlineData("""[Emo.EmoModel("emo-1m", ClassCount = 9)] public partial class [|M|];""", null)]
    public void An_input_too_small_for_the_windows_is_a_warning_at_the_override(string marked, string? expected)
    {
        var (source, start, length) = Unmark(marked);
        var result = new GeneratorHarness(source).Run();
        Assert.Equal(11, result.GeneratedSources.Length);
        Assert.Equal(expected is null ? 0 : 1, result.Diagnostics.Length);
        foreach (var diagnostic in result.Diagnostics)
        {
            Assert.Equal(("EMO0112", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
            Assert.Contains(expected!, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.Equal((start, length), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        }
    }

    [Fact]
    public void A_warning_can_be_suppressed_in_the_source()
    {
        const string Source = """
            #pragma warning disable EMO0018
            [Emo.EmoModel("wide", InputHeight = 640, InputWidth = 640)] public partial class M;
            """;
        Assert.Empty(new GeneratorHarness(Source, specs: s_specs).Run().Diagnostics.Where(diagnostic => !diagnostic.IsSuppressed));
    }

    [Fact]
    public void All_problems_of_a_class_are_reported_together()
    {
        var result = new GeneratorHarness(
            """public class Outer { [Emo.EmoModel("nope", InputWidth = 1)] public static class M<T>; }""").Run();
        Assert.Equal(
            ["EMO0001", "EMO0002", "EMO0003", "EMO0004", "EMO0005", "EMO0012"],
            result.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public void A_broken_class_does_not_keep_others_from_being_generated()
    {
        var result = new GeneratorHarness(
            """[Emo.EmoModel("emo-1m")] public class Broken; [Emo.EmoModel("small")] public partial class Fine;""",
            specs: [("small.json", TestSpecs.Small())]).Run();
        Assert.Equal("EMO0002", Assert.Single(result.Diagnostics).Id);
        Assert.Contains(result.GeneratedSources, source => source.HintName == "Fine.g.cs");
        Assert.DoesNotContain(result.GeneratedSources, source => source.HintName.StartsWith("Broken", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[Emo.EmoModel] public partial class M;""")]
    [InlineData("""[Emo.EmoModel(1)] public partial class M;""")]
    [InlineData("""[Emo.EmoModel(Missing.Name)] public partial class M;""")]
    [InlineData("""[Emo.EmoModel("emo-1m")] public partial struct M;""")]
    [InlineData("""[Emo.EmoModel("emo-1m")] public partial record struct M;""")]
    [InlineData("""[Emo.EmoModel("emo-1m")] public partial interface M;""")]
    public void What_the_compiler_reports_itself_is_not_reported_again(string source)
    {
        var harness = new GeneratorHarness(source);
        Assert.Empty(harness.Run().Diagnostics);
        Assert.Empty(harness.Run().GeneratedSources);
        Assert.Contains(harness.Compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void A_model_is_no_base_class_of_another()
    {
        var result = new GeneratorHarness(
            """[Emo.EmoModel("small")] public partial class Sound; [Emo.EmoModel("small")] public partial class M : Sound;""",
            specs: [("small.json", TestSpecs.Small())]).Run();
        Assert.Equal("EMO0009", Assert.Single(result.Diagnostics).Id);
    }

    [Fact]
    public void An_attribute_that_is_repeated_on_another_part_makes_one_model()
    {
        var result = new GeneratorHarness(
            """[Emo.EmoModel("small")] public partial class M; [Emo.EmoModel("emo-1m")] public partial class M;""",
            specs: [("small.json", TestSpecs.Small())]).Run();
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.Contains("\"small\"", result.Source("M.g.cs"), StringComparison.Ordinal);
    }

    private static (string Source, int Start, int Length) Unmark(string marked)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal);
        int end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        return (marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), start, end - start);
    }
}
