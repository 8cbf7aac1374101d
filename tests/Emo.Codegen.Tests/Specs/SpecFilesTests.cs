using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Specs;

/// <summary>A spec beside other files: those that have its name, and that of its labels.</summary>
public sealed class SpecFilesTests
{
    private static readonly string[] s_ownersOfNames = ["'a/x.json'", "'b/x.json'", "ships with"];

    [Fact]
    public void Specs_of_one_name_are_reported_at_each_of_them()
    {
        var result = new GeneratorHarness(
            "class X;",
            specs:
            [
                ("a/x.json", TestSpecs.Small("same")), ("b/x.json", TestSpecs.Small("same")),
                ("c.json", TestSpecs.Small("emo-1m")), ("d.json", TestSpecs.Small("other")),
            ]).Run();
        Assert.Equal(
            [("a/x.json", "'b/x.json'"), ("b/x.json", "'a/x.json'"), ("c.json", "ships with")],
            result.Diagnostics.Select(diagnostic => (diagnostic.Location.GetLineSpan().Path, Mentioned(diagnostic))).Order());
        Assert.All(
            result.Diagnostics,
            diagnostic => Assert.Equal(("EMO0110", 1), (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line)));

        static string Mentioned(Diagnostic diagnostic) => s_ownersOfNames
            .Single(
                text => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_labels_file_must_be_there_and_have_a_line_for_each_class()
    {
        string spec = TestSpecs.Small(head: """{ "type": "classifier", "classes": 2, "labels": "names.txt" }""");
        const string Source = """[Emo.EmoModel("small")] public partial class M;""";
        AssertId("EMO0108", new GeneratorHarness(Source, specs: [("small.json", spec)]));
        AssertId("EMO0109", new GeneratorHarness(Source, specs: [("small.json", spec)], labels: [("names.txt", "a\nb\nc")]));
        AssertId(
            "EMO0113",
            new GeneratorHarness(Source, specs: [("small.json", spec)], labels: [("a/names.txt", "a\nb"), ("b/names.txt", "c\nd")]));
        string relative = spec.Replace("names.txt", "../b/./names.txt", StringComparison.Ordinal);
        var told = new GeneratorHarness(
            Source, specs: [("specs/small.json", relative)], labels: [("a/names.txt", "a\nb"), ("b/names.txt", "c\nd")]).Run();
        Assert.Contains("        c\n        d\n", told.Source("M.g.cs"), StringComparison.Ordinal);
        var fine = new GeneratorHarness(
            Source, specs: [("specs/small.json", spec)], labels: [("other/names.txt", "x\ny"), ("specs/names.txt", "a\r\nb\r\n")]).Run();
        Assert.Empty(fine.Diagnostics);
        Assert.Contains("        a\n        b\n", fine.Source("M.g.cs"), StringComparison.Ordinal);

        static void AssertId(string id, GeneratorHarness harness)
        {
            var diagnostic = Assert.Single(harness.Run().Diagnostics);
            Assert.Equal((id, "small.json"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        }
    }

    [Theory]
    [InlineData("a\t#ff0001\r\nb c \t#00000A\n", "EMO0000", "a|b c", "16711681|10")]
    [InlineData("a\nb\n", "EMO0000", "a|b", "")]
    [InlineData("a\t#ff0001\nb", "EMO0107", "1 of its 2 labels", "")]
    [InlineData("a\t#ff000\nb\t#000000", "EMO0105", "line 1", "")]
    [InlineData("a\t#ff0001\nb\tc\t#000000", "EMO0105", "line 2", "")]
    [InlineData("\t#ff0001\nb\t#000000", "EMO0105", "line 1", "")]
    public void A_labels_file_may_have_a_palette(string file, string id, string expected, string palette)
    {
        var spec = SpecReader.Read(
            "x.json", TestSpecs.Small(head: """{ "type": "aspp", "classes": 2, "width": 5, "dilations": [1], "labels": "names.txt" }"""));
        var result = LabelsResolver.Resolve(spec, LabelText.Lines(file).ToEquatableArray());
        if (id == "EMO0000")
        {
            var head = Assert.IsType<AsppHeadSpec>(result.Spec?.Head);
            Assert.Equal((expected, palette), (string.Join('|', head.Labels), string.Join('|', head.Palette)));
            return;
        }

        Assert.Null(result.Spec);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(id, problem.Id);
        Assert.Contains(
            expected,
            problem.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }
}
