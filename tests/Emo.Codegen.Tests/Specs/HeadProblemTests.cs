using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Specs;

/// <summary>The same as <see cref="SpecProblemTests"/> for necks and heads.</summary>
public sealed class HeadProblemTests
{
    private const string SsdNeck = TestSpecs.SsdNeck;
    private const string FpnNeck = TestSpecs.FpnNeck;
    private const string Classifier = """{ "type": "classifier", "classes": 2 }""";

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
        SpecProblemTests.AssertProblem(TestSpecs.Small(neck: neck, head: head), id, expected);

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
        SpecProblemTests.AssertSingle("EMO0111", SpecReader.Read("x.json", text));
    }
}
