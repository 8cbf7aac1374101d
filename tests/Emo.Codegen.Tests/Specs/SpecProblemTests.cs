using CsCheck;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Specs;

/// <summary>Whatever is wrong with a spec is reported at its line and column; «» marks it in the text.</summary>
public sealed class SpecProblemTests
{
    private const string Stage = """{ "depth": 2, "width": 8, "expansion": 2 }""";
    private const string Stem = """{ "width": 8 }""";
    private const string Classifier = """{ "type": "classifier", "classes": 2 }""";

    [Theory]
    [InlineData("EMO0101", """{ "width": 8, «"kernal"»: 3 }""", Stage, Classifier, "Did you mean 'kernel'?")]
    [InlineData("EMO0102", """«{» "kernel": 3 }""", Stage, Classifier, "'width'")]
    [InlineData("EMO0103", """{ "width": 8, «"width"»: 9 }""", Stage, Classifier, "'width'")]
    [InlineData("EMO0104", """{ "width": «"8"» }""", Stage, Classifier, "a whole number, not a string")]
    [InlineData("EMO0104", """{ "width": «null» }""", Stage, Classifier, "null")]
    [InlineData("EMO0104", """«[]»""", Stage, Classifier, "an object, not an array")]
    [InlineData("EMO0105", """{ "width": «0» }""", Stage, Classifier, "from 1 to 4096")]
    [InlineData("EMO0105", """{ "width": «8.5» }""", Stage, Classifier, "8.5")]
    [InlineData("EMO0105", """{ "width": «1e400» }""", Stage, Classifier, "from 1 to 4096")]
    [InlineData("EMO0105", """{ "width": «-1e400» }""", Stage, Classifier, "from 1 to 4096")]
    [InlineData("EMO0105", """{ "width": 8, "kernel": «4» }""", Stage, Classifier, "odd")]
    [InlineData("EMO0105", """{ "width": 8, "squeezeExcite": «1.5» }""", Stage, Classifier, "from 0 to 1")]
    [InlineData("EMO0105", """{ "width": 8, "squeezeExcite": «0.01» }""", Stage, Classifier, "at least one of 8 channels")]
    [InlineData("EMO0106", """{ "width": 8, "norm": «"batchnorm"» }""", Stage, Classifier, "batch, layer, none")]
    [InlineData("EMO0106", """{ "width": 8, "activation": «"SiLU"» }""", Stage, Classifier, "Did you mean 'silu'?")]
    [InlineData("EMO0106", """{ "width": 8, "activation": «"swish"» }""", Stage, Classifier, "Did you mean 'silu'?")]
    [InlineData("EMO0106", """{ "width": 8, "activation": «"hswish"» }""", Stage, Classifier, "Did you mean 'hardswish'?")]
    [InlineData("EMO0106", """{ "width": 8, "activation": «"hsigmoid"» }""", Stage, Classifier, "Did you mean 'hardsigmoid'?")]
    [InlineData("EMO0106", """{ "width": 8, "activation": «"hmish"» }""", Stage, Classifier, "Did you mean 'hardmish'?")]
    [InlineData("EMO0106", """{ "width": 8, "activation": «"prelu"» }""", Stage, Classifier, "learns a slope for each activation")]
    [InlineData("EMO0106", """{ "width": 8, "norm": «"bn_2d"» }""", Stage, Classifier, "Did you mean 'batch'?")]
    [InlineData("EMO0106", """{ "width": 8, "norm": «"ln_2d"» }""", Stage, Classifier, "Did you mean 'layer'?")]
    [InlineData("EMO0106", """{ "width": 8, "norm": «"in_2d"» }""", Stage, Classifier, "'in_2d' normalizes with the statistics of the map")]
    [InlineData("EMO0106", """{ "width": 8, "norm": «"instance"» }""", Stage, Classifier, "take 'batch' or 'layer'")]
    [InlineData("EMO0106", """{ "width": 8, "norm": «"gn"» }""", Stage, Classifier, "'gn' normalizes with the statistics of the map")]
    [InlineData("EMO0105", Stem, """{ "depth": «65», "width": 8, "expansion": 2 }""", Classifier, "64")]
    [InlineData("EMO0105", Stem, """{ "depth": 2, "width": 8, "expansion": «0» }""", Classifier, "above 0")]
    [InlineData("EMO0105", Stem, """{ "depth": 2, "width": 8, "expansion": «0.1» }""", Classifier, "leave a channel")]
    [InlineData("EMO0104", Stem, """«7»""", Classifier, "an array of objects")]
    [InlineData(
        "EMO0107", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "attention": { "headWidth": «3» } }""", Classifier,
        "nearest that does is 2")]
    [InlineData(
        "EMO0107", Stem, """{ "depth": 2, "width": 8, "expansion": «1.2», "attention": { "headWidth": 2, "value": "before" } }""",
        Classifier, "expanded width 9 is")]
    [InlineData(
        "EMO0105", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "attention": { "headWidth": 4, "window": «-1» } }""", Classifier,
        "2048")]
    [InlineData(
        "EMO0107", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "operator": «"both"» }""", Classifier,
        "needs the property 'attention'")]
    [InlineData("EMO0106", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "operator": «"atention"» }""", Classifier, "both")]
    [InlineData("EMO0105", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "blocks": «[{}]» }""", Classifier, "an array of 2 objects")]
    [InlineData(
        "EMO0104", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "blocks": [{}, «null»] }""", Classifier, "an array of objects")]
    [InlineData(
        "EMO0101", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "blocks": [{}, { «"depth"»: 2 }] }""", Classifier,
        "not a property of block 2")]
    [InlineData(
        "EMO0105", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "blocks": [{}, { "expansion": «0.1» }] }""", Classifier,
        "a channel of 8")]
    [InlineData(
        "EMO0105", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "blocks": [{}, { "squeezeExcite": «0.01» }] }""", Classifier,
        "at least one of 16 channels")]
    [InlineData(
        "EMO0107", Stem, """{ "depth": 2, "width": 6, "expansion": 2, "blocks": [{ "attention": { "headWidth": «3» } }, {}] }""",
        Classifier, "the width of the stage before 8")]
    [InlineData(
        "EMO0107", Stem,
        """{ "depth": 2, "width": 6, "expansion": 2, "attention": { "headWidth": «3» }, "blocks": [{ "operator": "both" }, {}] }""",
        Classifier, "the width of the stage before 8")]
    [InlineData(
        "EMO0107", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "blocks": [{}, { "operator": «"both"», "attention": null }] }""",
        Classifier, "needs the property 'attention'")]
    [InlineData(
        "EMO0107", Stem,
        """{ "depth": 2, "width": 8, "expansion": 2, "blocks": [{}, { "operator": "depthwise", "attention": «{ "headWidth": 4 }» }] }""",
        Classifier, "has no attention")]
    [InlineData(
        "EMO0107", Stem,
        """{ "depth": 2, "width": 8, "expansion": 2, "blocks": [{}, { "operator": "none", "attention": «{ "headWidth": 4 }» }] }""",
        Classifier, "'none' has no attention")]
    [InlineData(
        "EMO0107", Stem, """{ "depth": 2, "width": 8, "expansion": 2, "operator": «"attention"» }""", Classifier,
        "'attention' needs the property 'attention'")]
    [InlineData(
        "EMO0118", Stem, """{ "depth": 1, "width": 8, "expansion": 2, "blocks": [{ "operator": «"none"» }] }""", Classifier, "not 'none'")]
    [InlineData(
        "EMO0118", Stem,
        """{ "depth": 1, "width": 8, "expansion": 2, "attention": { "headWidth": 4 }, "blocks": [{ "operator": «"attention"» }] }""",
        Classifier, "not 'attention'")]
    [InlineData("EMO0106", Stem, Stage, """{ "type": «"detector"», "classes": 2 }""", "classifier, features")]
    [InlineData("EMO0105", Stem, Stage, """{ "type": "classifier", "classes": «1000000000» }""", "100000")]
    [InlineData("EMO0109", Stem, Stage, """{ "type": "classifier", "classes": 2, "labels": «["a"]» }""", "1 labels for 2 classes")]
    [InlineData("EMO0104", Stem, Stage, """{ "type": "classifier", "classes": 2, "labels": ["a", «1»] }""", "labels")]
    [InlineData("EMO0105", Stem, Stage, """{ "type": "classifier", "classes": 2, "labels": ["a", «"b\n"»] }""", "line break")]
    [InlineData("EMO0105", Stem, Stage, """{ "type": "features", "outputs": [«"stage2"»] }""", "stage0 (the stem) to stage1")]
    [InlineData("EMO0105", Stem, Stage, """{ "type": "features", "outputs": «[]» }""", "one or more")]
    [InlineData("EMO0107", Stem, Stage, """{ "type": "features", "outputs": ["stage1", «"stage0"»] }""", "order")]
    [InlineData("EMO0107", Stem, Stage, """{ "type": "features", "outputs": ["stage1", «"stage1"»] }""", "each once")]
    public void A_problem_is_reported_where_it_is(string id, string stem, string stage, string head, string expected)
    {
        string marked = TestSpecs.Small(stem: stem, stage: stage, head: head);
        AssertProblem(marked, id, expected);
    }

    [Theory]
    [InlineData("«»", "the end of the file")]
    [InlineData("{ «}»,", "")]
    [InlineData("""{ "name": "x", «}»""", "a property name in double quotes")]
    [InlineData("""{ "name" «"x"» }""", "':'")]
    [InlineData("""{ "name": «x» }""", "a value")]
    [InlineData("""{ "name": 01 }""", "',' or '}'")]
    [InlineData("""{ "name": "a\q" }""", "an escape")]
    [InlineData("{ \"name\": \"a\tb\" }", "control character")]
    [InlineData("""{ "name": "\ud800" }""", "surrogate")]
    [InlineData("""{ "name": "x" } // comment""", "the end of the file")]
    [InlineData("""{ "name": "x""", "not closed")]
    [InlineData("""{ "name": 1. }""", "a digit")]
    [InlineData("""{ "name": nul }""", "a value")]
    public void Text_that_is_not_JSON_is_one_problem(string text, string expected)
    {
        string plain = text.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var result = SpecReader.Read("x.json", plain.EndsWith("},", StringComparison.Ordinal) ? plain[..^1] + ",}" : plain);
        Assert.Null(result.Spec);
        Assert.Contains(
            result.Problems, problem => problem.Id == "EMO0100" && problem.Arguments[0].Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_of_a_file_are_reported_at_once()
    {
        var result = SpecReader.Read(
            "x.json", """{ "nane": "x", "input": { "height": 1, "width": 5000 }, "stem": {}, "stages": [{}], "head": { "type": "x" } }""");
        string[] ids = [.. result.Problems.Select(problem => problem.Id)];
        Assert.Equal(2, ids.Count(id => id == "EMO0105"));
        Assert.Contains("EMO0101", ids);
        Assert.Contains("EMO0106", ids);
        Assert.True(ids.Count(id => id == "EMO0102") >= 5);
    }

    [Fact]
    public void Line_and_column_count_through_all_kinds_of_line_ends()
    {
        string text = TestSpecs.Small(stem: """{ "width": 0 }""").ReplaceLineEndings("\r\n");
        var problem = Assert.Single(SpecReader.Read("x.json", text).Problems);
        Assert.Equal(
            (3, 21, 3, 22),
            (problem.Location!.StartLine, problem.Location.StartColumn, problem.Location.EndLine, problem.Location.EndColumn));
    }

    [Fact]
    public void A_spec_that_asks_for_too_much_is_refused()
    {
        string stage = """{ "depth": 64, "width": 4096, "expansion": 16 }""";
        AssertSingle("EMO0111", SpecReader.Read("x.json", TestSpecs.Small(stage: stage)));
        AssertSingle("EMO0111", SpecReader.Read("x.json", TestSpecs.Small(stem: """{ "width": 4096 }""", height: 2048, width: 2048)));
        AssertSingle("EMO0111", SpecReader.Read("x.json", new string(' ', 100_000_000)));
    }

    [Fact]
    public void Hostile_nesting_and_numbers_end_in_a_problem()
    {
        AssertSingle("EMO0100", SpecReader.Read("x.json", new string('[', 100_000)));
        AssertSingle("EMO0100", SpecReader.Read("x.json", string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        Assert.NotEmpty(SpecReader.Read("x.json", TestSpecs.Small(stem: $$"""{ "width": {{new string('9', 100_000)}} }""")).Problems);
        Assert.NotEmpty(SpecReader.Read("x.json", TestSpecs.Small(stem: $$"""{ "{{new string('a', 100_000)}}": 1 }""")).Problems);
    }

    [Fact]
    public void Damaged_text_gives_a_spec_or_problems()
    {
        string text = TestSpecs.Small(stage: """{ "depth": 2, "width": 8, "expansion": 2, "attention": { "headWidth": 4 } }""");
        Gen.Select(Gen.Int[0, text.Length - 1].Array[1, 6], Gen.Char[(char)0, '\uD8FF'].Array[6]).Sample(
            (positions, characters) =>
            {
                char[] damaged = text.ToCharArray();
                for (int i = 0; i < positions.Length; i++)
                    damaged[positions[i]] = characters[i];
                var result = SpecReader.Read("x.json", new string(damaged));
                Assert.True(result.Spec is not null || result.Problems.Count > 0);
                foreach (var problem in result.Problems)
                    Assert.NotEmpty(problem.ToDiagnostic().GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            },
            iter: 5_000,
            threads: 1);
    }

    [Theory]
    [InlineData(
        32, """{ "headWidth": 4, "window": «9» }""",
        "window of 9 is larger than the map of stage 1, which is 8x8: the map is padded with zeros to 1.3 times")]
    [InlineData(32, """{ "headWidth": 4, "window": 8 }""", null)]
    [InlineData(100, """{ "headWidth": 4, "window": 0 }""", null)]
    [InlineData(
        32, """{ "headWidth": 4, "window": 8 }, "blocks": [{ "attention": { "headWidth": 2, "window": «17» } }, {}]""",
        "17 is larger than the map of stage 1, which is 16x16")]
    [InlineData(
        32, """{ "headWidth": 4, "window": 8 }, "blocks": [{}, { "attention": { "headWidth": 2, "window": «9» } }]""",
        "9 is larger than the map of stage 1, which is 8x8")]
    public void A_window_larger_than_the_map_is_a_warning(int size, string attention, string? expected)
    {
        string marked = TestSpecs.Small(
            stage: $$"""{ "depth": 2, "width": 8, "expansion": 2, "attention": {{attention}} }""", height: size, width: size);
        var result = SpecReader.Read(
            "x.json", marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal));
        Assert.NotNull(result.Spec);
        Assert.Equal(expected is null ? 0 : 1, result.Problems.Count);
        if (expected is null)
            return;
        var diagnostic = result.Problems[0].ToDiagnostic();
        Assert.Equal(("EMO0112", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(marked.IndexOf('«', StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
        Assert.Contains(expected, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_hundred_problems_are_enough()
    {
        string many = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"\"unknown{i}\": 0"));
        var result = SpecReader.Read("x.json", $$"""{ "stem": { "width": 8, {{many}} } }""");
        Assert.Null(result.Spec);
        Assert.Equal(100, result.Problems.Count);
    }

    internal static void AssertSingle(string id, SpecReadResult result)
    {
        Assert.Null(result.Spec);
        Assert.Equal(id, Assert.Single(result.Problems).Id);
    }

    internal static void AssertProblem(string marked, string id, string expected)
    {
        int start = marked.IndexOf('«', StringComparison.Ordinal);
        int end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        string text = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var result = SpecReader.Read("x.json", text);
        Assert.Null(result.Spec);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(id, problem.Id);
        Assert.Equal((start, end - start), (problem.Location!.Start, problem.Location.Length));
        Assert.Equal(text[..start].Count(c => c == '\n'), problem.Location.StartLine);
        Assert.Equal(start - text.LastIndexOf('\n', start) - 1, problem.Location.StartColumn);
        var diagnostic = problem.ToDiagnostic();
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(expected, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
