using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Specs;

/// <summary>Whatever is wrong with what a block expands with is reported at its line and column; «» marks it in the text.</summary>
public sealed class BlockProblemTests
{
    private const string Stage = """{ "depth": 2, "width": 8, "expansion": 2 }""";
    private const string Attention = "\"attention\": { \"headWidth\": 4 }";

    /// <summary>The settings of a stage of two blocks of 8 channels, behind its depth and width.</summary>
    [Theory]
    [InlineData("EMO0107", """ "expansion": 2, "operator": «"depthwise"», "expand": ["plain"] """, "leave one of them out")]
    [InlineData("EMO0107", """ "expansion": 2, "operator": «"none"», "blocks": [{}, { "expand": ["plain"] }] """, "leave one of them out")]
    [InlineData("EMO0107", """ "expansion": 2, "expand": ["plain"], "blocks": [{}, { "operator": «"none"» }] """, "leave one of them out")]
    [InlineData("EMO0107", """ "expansion": 2, "kernel": «0» """, "goes with 'expand'")]
    [InlineData("EMO0107", """ "expansion": 2, "operator": "none", "kernel": «0» """, "'operator' says whether there is")]
    [InlineData("EMO0105", """ "expansion": 2, "kernel": «-1», "expand": ["plain"] """, "from 1 to 11")]
    [InlineData("EMO0105", """ "expansion": 2, "kernel": «2», "expand": ["plain"] """, "must be 0, or an odd number from 1 to 11")]
    [InlineData("EMO0105", """ "expansion": 2, "expand": ["plain"], "blocks": [{}, { "kernel": «2» }] """, "must be 0, or an odd number")]
    [InlineData("EMO0105", """ "expansion": 2, "kernel": «2» """, "must be an odd number from 1 to 11")]
    [InlineData("EMO0105", """ "expansion": 2, "expand": ["plain"], "blocks": [{ "kernel": «0» }, {}] """, "which has the stride")]
    [InlineData("EMO0107", """ "expansion": 2, "expand": «["plain", "hybrid"]» """, "need the property 'attention'")]
    [InlineData(
        "EMO0107",
        """ "expansion": 2, "expand": «["close"]», "attention": { "headWidth": 4 }, "blocks": [{}, { "attention": null }] """,
        "need the property 'attention'")]
    [InlineData("EMO0106", """ "expansion": 2, "expand": [«"hybird"»] """, "Did you mean 'hybrid'?")]
    [InlineData("EMO0104", """ "expansion": 2, "expand": [«3»] """, "an array of operators, not a number")]
    [InlineData("EMO0104", """ "expansion": 2, "expand": «"plain"» """, "an array, not a string")]
    [InlineData(
        "EMO0105", """ "expansion": 2, "expand": «["plain", "plain", "plain", "plain", "plain", "plain", "plain", "plain", "plain"]» """,
        "0 to 8 operators")]
    [InlineData("EMO0107", """ "expansion": 2, "expand": ["plain"], "expandGroups": «3» """, "3 groups do not divide both the 8 channels")]
    [InlineData("EMO0107", """ "expansion": 1.25, "expand": ["plain"], "expandGroups": «4» """, "and the 10 expanded ones")]
    [InlineData("EMO0107", """ "expansion": 2, "expandGroups": «3» """, "3 groups do not divide")]
    [InlineData("EMO0105", """ "expansion": 2, "expand": ["plain"], "expandKernel": «2» """, "an odd number from 1 to 11")]
    [InlineData(
        "EMO0107", """ "expansion": 2, "expand": ["remote"], "attention": { "headWidth": 4 }, "expandKernel": «3» """,
        "'expandKernel' is of the convolution that 'plain' expands with")]
    [InlineData(
        "EMO0107", """ "expansion": 2, "attention": { "headWidth": 4 }, "expandKernel": «3» """,
        "'expandKernel' is of the convolution that 'plain' expands with")]
    [InlineData(
        "EMO0107", """ "expansion": 2, "attention": { "headWidth": 4 }, "blocks": [{}, { "expandGroups": «2» }] """,
        "'expandGroups' is of the convolution that 'plain' expands with")]
    [InlineData("EMO0105", """ "expansion": «2», "expand": [] """, "1 where 'expand' is empty")]
    [InlineData("EMO0105", """ "expansion": 2, "expand": ["plain"], "blocks": [{}, { "expand": [], "expansion": «3» }] """, "1 where")]
    [InlineData("EMO0105", """ "expansion": 2, "stride": «3» """, "from 1 to 2")]
    [InlineData("EMO0106", """ "expansion": 2, "normPlacement": «"after"» """, "before, behind")]
    [InlineData("EMO0105", """ "expansion": 2, "normEpsilon": «0» """, "above 0")]
    [InlineData("EMO0106", """ "expansion": 2, "depthwiseNorm": «"instance"» """, "batch, layer, none")]
    [InlineData("EMO0104", """ "expansion": 2, "layerScale": «1» """, "true or false")]
    public void A_problem_of_a_block_is_reported_where_it_is(string id, string settings, string expected) =>
        SpecProblemTests.AssertProblem(TestSpecs.Small(stage: $$"""{ "depth": 2, "width": 8,{{settings}}}"""), id, expected);

    /// <summary>What looks wrong and is not: settings of other blocks, and a first block that keeps the map.</summary>
    [Theory]
    [InlineData(""" "expand": ["plain"], "expandKernel": 3, "attention": { "headWidth": 4 }, "blocks": [{}, { "expand": ["close"] }] """)]
    [InlineData(""" "expandKernel": 3, "blocks": [{}, { "attention": { "headWidth": 4 } }] """)]
    [InlineData(""" "expand": ["plain"], "kernel": 0 """)]
    [InlineData(""" "expand": ["plain"], "stride": 1, "blocks": [{ "kernel": 0 }, {}] """)]
    [InlineData(""" "stride": 1, "blocks": [{ "operator": "none" }, {}] """)]
    [InlineData(""" "expand": ["plain"], "blocks": [{}, { "expand": [], "expansion": 1 }] """)]
    public void These_blocks_are_sound(string settings)
    {
        string stage = $$"""{ "depth": 2, "width": 8, "expansion": 2,{{settings}}}""";
        Assert.Empty(SpecReader.Read("x.json", TestSpecs.Small(stage: stage)).Problems);
    }

    [Theory]
    [InlineData("EMO0107", """{ "width": 8, "depthwise": false, "activation": «"relu"» }""", "'activation' belongs to the block behind")]
    [InlineData("EMO0107", """{ "width": 8, "depthwise": false, "squeezeExcite": «1» }""", "'depthwise' false leaves out")]
    [InlineData("EMO0104", """{ "width": 8, "bias": «"no"» }""", "true or false")]
    [InlineData("EMO0105", """{ "width": 8, "normEpsilon": «2» }""", "above 0 and at most 1")]
    [InlineData("EMO0106", """{ "width": 8, "convolutionActivation": «"swish"» }""", "silu")]
    public void A_problem_of_the_stem_is_reported_where_it_is(string id, string stem, string expected) =>
        SpecProblemTests.AssertProblem(TestSpecs.Small(stem: stem), id, expected);

    [Fact]
    public void An_activation_of_a_classifier_belongs_to_its_convolution() => SpecProblemTests.AssertProblem(
        TestSpecs.Small(head: """{ "type": "classifier", "classes": 2, "activation": «"relu"» }"""),
        "EMO0107",
        "'convolutionWidth' above 0");

    private const string Names = "«\"torchvision-mobilenetv2\"»";
    private const string Inverted = "\"expand\": [\"plain\"], \"normPlacement\": \"behind\", \"innerSkip\": false";

    /// <summary>torchvision has no name for these, whatever else fits.</summary>
    [Theory]
    [InlineData("true", Inverted, "", "a depthwise convolution in the stem")]
    [InlineData("false, \"norm\": \"none\"", Inverted, "", "a stem without a norm")]
    [InlineData("false, \"norm\": \"layer\"", Inverted, "", "a stem with a layer norm")]
    [InlineData("false", Inverted, "\"preWidth\": 4, ", "a pre-head")]
    [InlineData("false", "\"expand\": [\"plain\"]", "", "a norm before a block")]
    [InlineData("false", Inverted + ", \"layerScale\": true", "", "a layer scale")]
    [InlineData("false", Inverted + ", \"squeezeExcite\": 0.5", "", "a squeeze-excite")]
    [InlineData("false", Inverted + ", \"norm\": \"none\"", "", "a convolution without a norm")]
    [InlineData("false", Inverted + ", \"norm\": \"layer\"", "", "a convolution with a layer norm")]
    [InlineData("false", Inverted + ", \"depthwiseNorm\": \"none\"", "", "a depthwise convolution without a norm")]
    [InlineData("false", Inverted + ", \"depthwiseNorm\": \"layer\"", "", "a depthwise convolution with a layer norm")]
    [InlineData("false", Inverted + ", \"kernel\": 0", "", "a block without a depthwise convolution")]
    [InlineData("false", "\"expand\": [\"plain\", \"plain\"], \"normPlacement\": \"behind\"", "", "a sum of operators")]
    [InlineData("false", "\"expand\": [\"close\"], \"normPlacement\": \"behind\", " + Attention, "", "attention")]
    public void Names_that_a_family_lacks_are_a_problem(string depthwise, string settings, string head, string expected) =>
        SpecProblemTests.AssertProblem(
            TestSpecs.Small(
                stem: $$"""{ "width": 8, "depthwise": {{depthwise}} }""",
                stage: Stage.Replace("2 }", $"2, {settings} }}", StringComparison.Ordinal),
                head: $$"""{ "type": "classifier", {{head}}"classes": 2 }""")
                .Replace("\"stem\"", $"\"tensorNames\": {Names}, \"stem\"", StringComparison.Ordinal),
            "EMO0107",
            "have none for " + expected);

    [Fact]
    public void A_family_that_nobody_knows_is_a_problem() => SpecProblemTests.AssertProblem(
        TestSpecs.Small().Replace("\"stem\"", "\"tensorNames\": «\"emo3\"», \"stem\"", StringComparison.Ordinal),
        "EMO0106",
        "emo, emo2, torchvision-mobilenetv2");

    [Fact]
    public void A_backbone_brings_its_names() => SpecProblemTests.AssertProblem(
        $$"""{ "name": "x", "tensorNames": «"emo2"», "backbone": { "spec": "emo-1m" }, "head": {{TestSpecs.Features}} }""",
        "EMO0107",
        "brings its tensorNames");

    [Theory]
    [InlineData("EMO0106", """{ "spec": "emo2-1m", "depthwiseNorm": «"group"» }""", "batch, layer, none")]
    [InlineData("EMO0106", """{ "spec": "emo2-1m", "depthwiseActivation": «"gleu"» }""", "Did you mean 'gelu'?")]
    public void A_problem_of_what_replaces_a_backbones_is_reported_where_it_is(string id, string backbone, string expected) =>
        SpecProblemTests.AssertProblem($$"""{ "name": "x", "backbone": {{backbone}}, "head": {{TestSpecs.Features}} }""", id, expected);
}
