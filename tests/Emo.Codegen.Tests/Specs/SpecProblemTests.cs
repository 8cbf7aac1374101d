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

    private const string SsdNeck = TestSpecs.SsdNeck;
    private const string FpnNeck = TestSpecs.FpnNeck;

    [Theory]
    [InlineData("EMO0106", """{ "type": «"bifpn"», "inputs": ["stage1"] }""", TestSpecs.Features, "ssd, fpn")]
    [InlineData(
        "EMO0106", """{ "type": «"bifpn"», "inputs": ["stage1"] }""",
        """{ "type": "segformer", "classes": 3, "width": 5, "inputs": ["stage1", "neck.0", "neck.12"] }""", "ssd, fpn")]
    [InlineData(
        "EMO0106", """{ "type": «"bifpn"», "inputs": ["stage1"] }""", """{ "type": "features", "outputs": ["neck.1"] }""", "ssd, fpn")]
    [InlineData("EMO0104", "«7»", """{ "type": "features", "outputs": ["neck.1"] }""", "an object, not a number")]
    [InlineData("EMO0102", """«{» "type": "ssd", "extraWidths": [] }""", TestSpecs.Features, "'inputs'")]
    [InlineData(
        "EMO0105", """{ "type": "ssd", "inputs": [«"stage2"»], "extraWidths": [] }""", TestSpecs.Features, "stage0 (the stem) to stage1")]
    [InlineData(
        "EMO0105", """{ "type": "ssd", "inputs": [«"neck.0"»], "extraWidths": [] }""", TestSpecs.Features, "stage0 (the stem) to stage1")]
    [InlineData(
        "EMO0105", """{ "type": "ssd", "inputs": ["stage1"], "extraWidths": [8, «1»] }""", TestSpecs.Features,
        "whole numbers from 2 to 4096")]
    [InlineData("EMO0105", """{ "type": "ssd", "inputs": ["stage1"], "extraWidths": [«2.5»] }""", TestSpecs.Features, "2.5")]
    [InlineData(
        "EMO0104", """{ "type": "ssd", "inputs": ["stage1"], "extraWidths": [«"8"»] }""", TestSpecs.Features,
        "an array of whole numbers, not a string")]
    [InlineData(
        "EMO0105", """{ "type": "ssd", "inputs": ["stage1"], "extraWidths": «[2, 2, 2, 2, 2, 2, 2, 2]» }""", TestSpecs.Features,
        "an array of 8")]
    [InlineData(
        "EMO0105", """{ "type": "ssd", "inputs": ["stage1"], "extraWidths": [], "normEpsilon": «0» }""", TestSpecs.Features, "above 0")]
    [InlineData(
        "EMO0101", """{ "type": "fpn", "inputs": ["stage1"], "width": 8, «"extraWidths"»: [] }""", TestSpecs.Features,
        "Did you mean 'extraLevels'?")]
    [InlineData("EMO0107", "«" + SsdNeck + "»", Classifier, "no neck")]
    [InlineData("EMO0107", "«" + SsdNeck + "»", TestSpecs.Psp, "reads no level of its neck")]
    [InlineData("EMO0107", "«" + SsdNeck + "»", TestSpecs.Segformer, "reads no level of its neck")]
    [InlineData(
        "EMO0105", null, """{ "type": "psp", "classes": 3, "width": 5, "poolSizes": [1], "inputs": [«"stage2"»] }""",
        "stage0 (the stem) to stage1")]
    [InlineData(
        "EMO0105", null, """{ "type": "psp", "classes": 3, "width": 5, "poolSizes": [1], "inputs": «["stage0", "stage1"]» }""",
        "'inputs' is an array of 2, but must be the name of one map")]
    [InlineData(
        "EMO0105", SsdNeck, """{ "type": "aspp", "classes": 3, "width": 5, "dilations": [1], "inputs": [«"neck.3"»] }""",
        "neck.0 to neck.2")]
    [InlineData("EMO0102", null, """«{» "type": "segformer", "classes": 3, "width": 5 }""", "'inputs'")]
    [InlineData("EMO0105", null, """{ "type": "segformer", "classes": 3, "width": 5, "inputs": «[]» }""", "one or more")]
    [InlineData(
        "EMO0107", null, """{ "type": "segformer", "classes": 3, "width": 5, "inputs": ["stage1", «"stage0"»] }""", "order")]
    [InlineData(
        "EMO0107", null, """{ "type": "fpn", "classes": 3, "width": 5, "inputs": ["stage0", "stage1"], "strides": «[4]» }""",
        "'strides' has 1 numbers for 2 maps")]
    [InlineData(
        "EMO0107", null, """{ "type": "fpn", "classes": 3, "width": 5, "inputs": ["stage0", "stage1"], "strides": «[4, 4]» }""",
        "'strides' has 4 behind 4")]
    [InlineData(
        "EMO0107", null, """{ "type": "fpn", "classes": 3, "width": 5, "inputs": ["stage0", "stage1"], "strides": «[4, 12]» }""",
        "4, times a power of two")]
    [InlineData(
        "EMO0107", null, """{ "type": "fpn", "classes": 3, "width": 5, "inputs": ["stage0", "stage1"], "strides": «[8, 4]» }""",
        "'strides' has 4 behind 8")]
    [InlineData("EMO0107", "«" + SsdNeck + "»", TestSpecs.Retina, "needs the neck 'fpn'")]
    [InlineData(
        "EMO0102", null,
        """«{» "type": "ssdlite", "classes": 1, "anchors": { "strides": [1], "minSizes": [1], "maxSizes": [1], "ratios": [[]] } }""",
        "'neck'")]
    [InlineData("EMO0105", SsdNeck, """{ "type": "features", "outputs": ["stage1", "neck.1", «"neck.3"»] }""", "neck.0 to neck.2")]
    [InlineData("EMO0107", SsdNeck, """{ "type": "features", "outputs": ["neck.1", «"stage1"»] }""", "order")]
    [InlineData(
        "EMO0107", SsdNeck,
        """{ "type": "ssdlite", "classes": 3, "anchors": { "strides": «[2, 4]», "minSizes": [4, 8, 16], "maxSizes": [8, 16, 32],""" +
        """ "ratios": [[], [], []] } }""",
        "2 entries, but the neck has 3 levels")]
    [InlineData(
        "EMO0107", SsdNeck,
        """{ "type": "ssdlite", "classes": 3, "anchors": { "strides": [2, 4, 8], "minSizes": [4, 8, 16], "maxSizes": [8, 16, 32],""" +
        """ "ratios": «[[2]]» } }""",
        "1 entries")]
    [InlineData(
        "EMO0104", SsdNeck,
        """{ "type": "ssdlite", "classes": 3, "anchors": { "strides": [2, 4, 8], "minSizes": [4, 8, 16], "maxSizes": [8, 16, 32],""" +
        """ "ratios": [[], «2», []] } }""",
        "an array of arrays")]
    [InlineData(
        "EMO0105", SsdNeck,
        """{ "type": "ssdlite", "classes": 3, "anchors": { "strides": [2, 4, 8], "minSizes": [4, 8, 16], "maxSizes": [8, 16, 32],""" +
        """ "ratios": [[], [2, «1»], []] } }""",
        "from 2 to 100")]
    [InlineData(
        "EMO0105", FpnNeck,
        """{ "type": "retina", "classes": 3, "depth": 1, "width": 5, "anchors": { "strides": [2, 4, 8], "baseScale": 4,""" +
        """ "scalesPerOctave": 2, "ratios": [«0»] } }""",
        "numbers from 0.01 to 100")]
    [InlineData(
        "EMO0105", FpnNeck,
        """{ "type": "retina", "classes": «5000», "depth": 1, "width": 5, "anchors": { "strides": [2, 4, 8], "baseScale": 4,""" +
        """ "scalesPerOctave": 2, "ratios": [1] } }""",
        "4096")]
    [InlineData(
        "EMO0104", FpnNeck,
        """{ "type": "retina", "classes": 3, "depth": 1, "width": 5, "boxStd": «[1, 1]», "anchors": { "strides": [2, 4, 8],""" +
        """ "baseScale": 4, "scalesPerOctave": 2, "ratios": [1] } }""",
        "an array of 4 numbers")]
    [InlineData("EMO0105", null, """{ "type": "aspp", "classes": 3, "width": 5, "dilations": «[]» }""", "1 to 8 whole numbers")]
    [InlineData("EMO0105", null, """{ "type": "psp", "classes": 3, "width": 5, "poolSizes": [«65»] }""", "from 1 to 64")]
    [InlineData(
        "EMO0109", null, """{ "type": "psp", "classes": 3, "width": 5, "poolSizes": [1], "labels": «["a"]» }""", "1 labels for 3 classes")]
    [InlineData("EMO0105", null, """{ "type": "psp", "classes": «257», "width": 5, "poolSizes": [1] }""", "256")]
    public void A_problem_of_neck_or_head_is_reported_where_it_is(string id, string? neck, string head, string expected) =>
        AssertProblem(TestSpecs.Small(neck: neck, head: head), id, expected);

    [Theory]
    [InlineData("")]
    [InlineData("\"framing\": \"crop\", ")]
    public void A_crop_has_no_normalization_to_choose(string framing) =>
        AssertProblem(
            TestSpecs.Small().Replace(
                "\"stem\"", $"\"preprocessing\": {{ {framing}\"normalization\": «\"multiply\"» }}, \"stem\"", StringComparison.Ordinal),
            "EMO0107",
            "belongs to the framings 'stretch' and 'fit'");

    [Theory]
    [InlineData("EMO0106", """{ "framing": «"squash"» }""", "crop, stretch, fit")]
    [InlineData(
        "EMO0107", """{ "framing": "stretch", "resize": «40» }""", "'resize' belongs to the framing 'crop', but this one is 'stretch'")]
    [InlineData("EMO0107", """{ "interpolation": «"bicubic"» }""", "but this one is 'stretch'")]
    [InlineData("EMO0107", """{ "framing": «"crop"» }""", "is 'stretch' or 'fit', not 'crop'")]
    [InlineData("EMO0106", """{ "framing": "stretch", "normalization": «"scale"» }""", "multiply, divide")]
    [InlineData("EMO0107", """{ "fitWidth": «32» }""", "belongs to the framing 'fit'")]
    [InlineData("EMO0107", """{ "framing": "fit", "fitHeight": «33», "fitWidth": 32 }""", "but the input has 32")]
    [InlineData("EMO0102", """«{» "framing": "fit", "fitHeight": 32 }""", "'fitWidth'")]
    public void A_problem_of_the_framing_is_reported_where_it_is(string id, string preprocessing, string expected) =>
        AssertProblem(
            TestSpecs.Small(head: TestSpecs.Aspp).Replace(
                "\"stem\"", $"\"preprocessing\": {preprocessing}, \"stem\"", StringComparison.Ordinal),
            id,
            expected);

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

    [Theory]
    [InlineData(
        TestSpecs.FpnNeck,
        """{ "type": "retina", "classes": 4096, "depth": 16, "width": 4096, "anchors": { "strides": [2, 4, 8], "baseScale": 4,""" +
        """ "scalesPerOctave": 16, "ratios": [1, 2, 3] } }""")]
    [InlineData(
        TestSpecs.SsdNeck,
        """{ "type": "ssdlite", "classes": 4096, "anchors": { "strides": [2, 4, 8], "minSizes": [4, 8, 16], "maxSizes": [8, 16, 32],""" +
        """ "ratios": [[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [], []] } }""")]
    [InlineData(null, """{ "type": "segformer", "classes": 3, "width": 4096, "inputs": ["stage0", "stage1"] }""")]
    [InlineData(null, """{ "type": "fpn", "classes": 3, "width": 64, "inputs": ["stage0", "stage1"], "strides": [1, 64] }""")]
    [InlineData(null, """{ "type": "aspp", "classes": 3, "width": 4096, "dilations": [1, 2, 3, 4, 5, 6, 7, 8] }""")]
    public void A_neck_or_head_that_asks_for_too_much_is_refused(string? neck, string head)
    {
        string text = TestSpecs.Small(neck: neck, head: head, height: 1024, width: 1024);
        AssertSingle("EMO0111", SpecReader.Read("x.json", text));
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

    private static void AssertSingle(string id, SpecReadResult result)
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
