using Emo.Codegen.Specs;

namespace Emo.Onnx.Tests;

/// <summary>Small specs with the kinds of layer that no golden has, against plain loops in double precision.</summary>
public sealed class LayerTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> EveryActivation => [.. ActivationNames.InSpecs.Names];

    [Theory]
    [MemberData(nameof(EveryActivation))]
    public void Activations(string activation) => Check(
        $$"""{ "depth": 2, "width": 8, "expansion": 2, "norm": "batch", "activation": "{{activation}}", "squeezeExcite": 0.5 }""",
        stem: $$"""{ "width": 8, "activation": "{{activation}}", "squeezeExcite": 0.25 }""");

    [Theory]
    [InlineData("layer", "after", false, 4)]
    [InlineData("layer", "after", true, 4)]
    [InlineData("layer", "before", false, 4)]
    [InlineData("layer", "before", true, 4)]
    [InlineData("layer", "before", true, 0)]
    [InlineData("layer", "after", false, 0)]
    [InlineData("batch", "after", true, 4)]
    [InlineData("batch", "before", false, 4)]
    [InlineData("batch", "before", true, 3)]
    [InlineData("layer", "before", true, 3)]
    [InlineData("layer", "after", false, 3)]
    public void Attention(string norm, string value, bool grouped, int window) => Check(
        $$"""
        { "depth": 3, "width": 12, "expansion": 2.5, "norm": "{{norm}}", "activation": "gelu", "bias": {{(window == 0 ? "false" : "true")}},
          "attention": { "headWidth": 4, "window": {{window}}, "value": "{{value}}", "groupedValue": {{(grouped ? "true" : "false")}} } }
        """,
        height: 32,
        width: 48);

    [Theory]
    [InlineData("remote", "after", false, 4)]
    [InlineData("remote", "before", true, 5)]
    [InlineData("close", "after", false, 4)]
    [InlineData("close", "after", true, 3)]
    [InlineData("close", "before", true, 5)]
    [InlineData("close", "before", false, 0)]
    [InlineData("hybrid", "after", false, 4)]
    [InlineData("hybrid", "after", true, 3)]
    [InlineData("hybrid", "before", false, 4)]
    [InlineData("hybrid", "before", true, 5)]
    [InlineData("hybrid", "after", false, 0)]
    [InlineData("hybrid", "before", false, 0)]
    public void Attention_of_every_kind(string kind, string value, bool grouped, int window) => Check(
        $$"""
        { "depth": 3, "width": 12, "expansion": 2.5, "norm": "layer", "expand": ["{{kind}}"], "layerScale": true,
          "attention": { "headWidth": 4, "window": {{window}}, "value": "{{value}}", "groupedValue": {{(grouped ? "true" : "false")}} } }
        """,
        height: 32,
        width: 48);

    [Theory]
    [InlineData("""["plain", "hybrid", "close"]""", "\"layerScale\": true")]
    [InlineData("""["remote", "plain"]""", "\"expandKernel\": 3, \"expandGroups\": 4")]
    [InlineData("""["plain"]""", "\"expandKernel\": 5, \"norm\": \"layer\"")]
    [InlineData("""["plain"]""", "\"expandGroups\": 6, \"normPlacement\": \"behind\", \"layerScale\": true")]
    [InlineData("""["plain"]""", "\"kernel\": 0")]
    [InlineData("""["plain"]""", "\"kernel\": 0, \"innerSkip\": false, \"layerScale\": true")]
    [InlineData("""["plain"]""", "\"depthwiseNorm\": \"layer\", \"depthwiseActivation\": \"gelu\"")]
    [InlineData("""["plain"]""", "\"depthwiseNorm\": \"none\", \"depthwiseActivation\": \"none\", \"stride\": 1")]
    [InlineData("""["plain"]""", "\"normPlacement\": \"behind\", \"norm\": \"layer\", \"innerSkip\": false, \"normEpsilon\": 0.001")]
    public void Expansions(string expand, string settings) => Check(
        $$"""
        { "depth": 3, "width": 12, "expansion": 2, "expand": {{expand}}, {{settings}}
          {{(expand.Contains("remote") || expand.Contains("hybrid") ? ", \"attention\": { \"headWidth\": 4, \"window\": 3 }" : "")}} }
        """,
        stem: """{ "width": 12 }""",
        height: 32,
        width: 48);

    [Fact]
    public void No_expansion() => Check(
        """{ "depth": 2, "width": 8, "expansion": 1, "expand": [], "normPlacement": "behind", "stride": 1, "innerSkip": false }""");

    [Theory]
    [InlineData("""{ "width": 8, "bias": false, "convolutionActivation": "silu", "squeezeExcite": 0 }""")]
    [InlineData("""{ "width": 8, "depthwise": false, "bias": false, "convolutionActivation": "relu6", "normEpsilon": 0.001 }""")]
    public void Other_stems(string stem) => Check("""{ "depth": 2, "width": 8, "expansion": 2 }""", stem: stem);

    [Theory]
    [InlineData("before")]
    [InlineData("behind")]
    public void A_convolution_before_the_mean(string placement) => Check(
        $$"""{ "depth": 1, "width": 8, "expansion": 2, "normPlacement": "{{placement}}" }""",
        head: """{ "type": "classifier", "classes": 5, "convolutionWidth": 12, "activation": "relu6", "preWidth": 6 }""");

    [Theory]
    [InlineData("layer", 3, 0)]
    [InlineData("layer", 5, 1)]
    [InlineData("batch", 1, 0)]
    public void Stems(string norm, int kernel, double squeezeExcite) => Check(
        """{ "depth": 2, "width": 8, "expansion": 2, "kernel": 1, "norm": "layer", "activation": "silu" }""",
        stem: FormattableString.Invariant(
            $$"""{ "width": 8, "kernel": {{kernel}}, "norm": "{{norm}}", "squeezeExcite": {{squeezeExcite}} }"""));

    [Theory]
    [InlineData("batch")]
    [InlineData("layer")]
    public void Pre_head(string norm) => Check(
        $$"""{ "depth": 1, "width": 8, "expansion": 2, "norm": "{{norm}}", "activation": "gelu" }""",
        head: """{ "type": "classifier", "classes": 5, "preWidth": 6 }""");

    [Fact]
    public void Features() => Check("""{ "depth": 2, "width": 8, "expansion": 2, "norm": "layer" }""", head: TestSpecs.Features);

    [Theory]
    [InlineData(TestSpecs.SsdNeck, TestSpecs.SsdLite)]
    [InlineData(TestSpecs.FpnNeck, TestSpecs.SsdLite)]
    [InlineData(TestSpecs.FpnNeck, TestSpecs.Retina)]
    [InlineData(null, TestSpecs.Aspp)]
    [InlineData(null, TestSpecs.Psp)]
    [InlineData(null, TestSpecs.SemanticFpn)]
    [InlineData(null, TestSpecs.Segformer)]
    [InlineData(TestSpecs.FpnNeck, """{ "type": "fpn", "classes": 3, "width": 5, "strides": [2, 4], "inputs": ["neck.0", "neck.1"] }""")]
    [InlineData(TestSpecs.FpnNeck, """{ "type": "features", "outputs": ["stage1", "neck.0", "neck.2"] }""")]
    public void Necks_and_heads(string? neck, string head) =>
        Check("""{ "depth": 2, "width": 8, "expansion": 2 }""", head: head, height: 42, width: 54, neck: neck);

    private static void Check(
        string stage, string stem = """{ "width": 8 }""", string head = """{ "type": "classifier", "classes": 5 }""",
        int height = 32, int width = 32, string? neck = null)
    {
        var graph = SpecGraph.Parse(TestSpecs.Small(stage: stage, stem: stem, head: head, height: height, width: width, neck: neck));
        var weights = new RandomWeights(graph, seed: 7);
        float[] input = weights.Input(3 * height * width);
        using var network = new OrtNetwork(graph, name => weights[name]);
        var outputs = network.Run(input);
        float[] actual = [.. graph.Outputs.SelectMany(output => outputs[output.Name])];
        Closeness.AssertWithin(
            Tolerance, Array.ConvertAll(new ReferenceNetwork(weights).Run(graph, input), value => (float)value), actual, stage);
    }
}
