using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>What a meta mobile block may have beyond EMO's, each against plain loops as in <see cref="KernelTests"/>.</summary>
public sealed class BlockKernelTests
{
    public static TheoryData<string, PlanPath, string> Specs => new()
    {
        { "close windows", PlanPath.PaddedMap, Windows("close", width: 12, Attention(4, 3, "before")) },
        { "close windows, value after", PlanPath.PaddedMap, Windows("close", width: 12, Attention(4, 3, "after")) },
        { "close windows by blocks of queries", PlanPath.BlocksOfQueries, Windows("close", width: 12, Attention(4, 9, "before"), 50, 47) },
        { "hybrid, value before", PlanPath.GatheredTokens, Windows("hybrid", width: 12, Attention(4, 3, "before")) },
        { "hybrid, value after", PlanPath.ScatteredTiles, Windows("hybrid", width: 12, Attention(4, 3, "after")) },
        { "hybrid, grouped value", PlanPath.GatheredTokens, Windows("hybrid", width: 12, Attention(4, 3, "before", grouped: true)) },
        { "hybrid, divided map", PlanPath.DividedMap, Windows("hybrid", width: 12, Attention(4, 4, "before"), 64, 96) },
        {
            "hybrid by blocks of queries", PlanPath.GatheredBlocksOfQueries,
            Windows("hybrid", width: 12, Attention(4, 9, "before"), 50, 47)
        },
        {
            "hybrid, value after, by blocks of queries", PlanPath.GatheredBlocksOfQueries,
            Windows("hybrid", width: 12, Attention(4, 9, "after"), 50, 47)
        },
        { "hybrid, wide heads", PlanPath.WideHeads, Windows("hybrid", width: 40, Attention(40, 3, "before")) },
        { "hybrid, one window", PlanPath.DoubledAttention, Windows("hybrid", width: 12, Attention(4, 0, "before")) },
        { "hybrid, one window, value after", PlanPath.DoubledAttention, Windows("hybrid", width: 12, Attention(4, 0, "after")) },
        {
            "a sum of every operator", PlanPath.GatheredTokens,
            Small(""" "expand": ["plain", "remote", "close", "hybrid"], "norm": "layer", "attention": """ + Attention(4, 3, "before"))
        },
        {
            "a sum of every operator, value after, batch norm", PlanPath.ScatteredTiles,
            Small(""" "expand": ["hybrid", "close", "plain", "remote"], "attention": """ + Attention(4, 3, "after"))
        },
        {
            "a sum with one window", PlanPath.DoubledAttention,
            Small(""" "expand": ["plain", "hybrid"], "norm": "none", "attention": """ + Attention(4, 0, "before"))
        },
        { "a larger kernel behind a batch norm", PlanPath.Usual, Small(""" "expand": ["plain"], "expandKernel": 3, "bias": false""") },
        {
            "a larger kernel in groups, summed", PlanPath.Usual,
            Small(""" "expand": ["plain", "plain"], "norm": "layer", "expandKernel": 5, "expandGroups": 4, "activation": "gelu" """)
        },
        { "1x1 in groups", PlanPath.Usual, Small(""" "expand": ["plain"], "expandGroups": 6""") },
        { "no depthwise doubles", PlanPath.Usual, Small(""" "expand": ["plain"], "kernel": 0""") },
        { "no depthwise, squeeze-excite", PlanPath.Usual, Small(""" "expand": ["plain"], "kernel": 0, "squeezeExcite": 0.5""") },
        {
            "no depthwise, hybrid", PlanPath.GatheredTokens,
            Small(""" "expand": ["hybrid"], "kernel": 0, "norm": "layer", "attention": """ + Attention(4, 3, "before"))
        },
        { "no depthwise, norms behind", PlanPath.Usual, Small(""" "expand": ["plain"], "kernel": 0, "normPlacement": "behind" """) },
        { "layer scale", PlanPath.Usual, Small(""" "expand": ["plain"], "layerScale": true, "norm": "layer" """) },
        { "no inner skip", PlanPath.Usual, Small(""" "innerSkip": false""") },
        { "no inner skip, squeeze-excite", PlanPath.GatedWeights, Small(""" "innerSkip": false, "squeezeExcite": 0.5""") },
        {
            "norms behind", PlanPath.Usual,
            Small(""" "normPlacement": "behind", "normEpsilon": 0.01, "bias": false, "depthwiseActivation": "relu6", "layerScale": true""")
        },
        {
            "layer norms behind", PlanPath.Usual,
            Small(""" "expand": ["plain", "plain"], "norm": "layer", "normPlacement": "behind", "layerScale": true """)
        },
        {
            "layer norm behind an attention's value", PlanPath.Usual,
            Small(""" "expand": ["remote"], "norm": "layer", "normPlacement": "behind", "attention": """ + Attention(4, 3, "after"))
        },
        {
            "layer norm behind the depthwise", PlanPath.Usual,
            Small(""" "depthwiseNorm": "layer", "depthwiseActivation": "gelu", "norm": "layer" """)
        },
        {
            "layer norm behind the depthwise, squeeze-excite", PlanPath.GatedWeightsAndMap,
            Small(""" "depthwiseNorm": "layer", "depthwiseActivation": "none", "squeezeExcite": 0.5""")
        },
        { "nothing behind the depthwise", PlanPath.Usual, Small(""" "depthwiseNorm": "none", "depthwiseActivation": "none" """) },
        { "no expansion", PlanPath.Usual, Small(""" "expand": [], "expansion": 1, "blocks": [{ "expand": [] }, {}]""") },
        {
            "no expansion, layer norm", PlanPath.Usual,
            Small(""" "expand": [], "expansion": 1, "norm": "layer", "blocks": [{ "expand": [] }, {}]""")
        },
        {
            "no expansion, norms behind", PlanPath.Usual,
            Small(""" "expand": [], "expansion": 1, "normPlacement": "behind", "blocks": [{ "expand": [] }, {}]""")
        },
        {
            "no expansion, no norm, no depthwise", PlanPath.Usual,
            Small(""" "expand": [], "expansion": 1, "norm": "none", "kernel": 0""")
        },
        { "stride 1 and equal widths", PlanPath.Usual, Small(""" "stride": 1""", stem: """{ "width": 12 }""") },
        {
            "stride 1 and a head that reads the maps before and behind", PlanPath.Usual,
            TestSpecs.Small(
                stem: """{ "width": 12 }""",
                stage: """
                    { "depth": 1, "width": 12, "stride": 1, "expansion": 2, "squeezeExcite": 0.5 },
                    { "depth": 2, "width": 12, "stride": 1, "expansion": 2, "expand": ["plain"], "kernel": 0 },
                    { "depth": 1, "width": 12, "stride": 1, "expansion": 2, "norm": "layer", "expand": ["close"],
                      "attention": { "headWidth": 4, "window": 3 } }
                    """,
                head: """
                    { "type": "segformer", "classes": 3, "width": 5, "inputs": ["stage0", "stage1", "stage2", "stage3"] }
                    """)
        },
        { "stride 1 and other widths", PlanPath.Usual, Small(""" "stride": 1, "squeezeExcite": 0.5""") },
        {
            "stride 1, no depthwise in the first block", PlanPath.Usual,
            Small(""" "stride": 1, "expand": ["plain"], "blocks": [{ "kernel": 0 }, {}]""", stem: """{ "width": 12 }""")
        },
        { "a stem of one convolution", PlanPath.Usual, Small("", stem: """{ "width": 9, "depthwise": false, "bias": false }""") },
        {
            "a stem of one convolution by strips", PlanPath.StripsWithoutDepthwise,
            TestSpecs.Small(
                stem: """{ "width": 40, "depthwise": false, "convolutionActivation": "silu" }""",
                stage: """{ "depth": 1, "width": 3, "expansion": 0.2 }""",
                height: 300,
                width: 700)
        },
        {
            "a stem of one convolution, layer norm and activation", PlanPath.Usual,
            Small("", stem: """{ "width": 9, "depthwise": false, "norm": "layer", "convolutionActivation": "gelu" }""")
        },
        {
            "a stem with activation", PlanPath.Usual,
            Small("", stem: """{ "width": 20, "convolutionActivation": "silu", "squeezeExcite": 0, "normEpsilon": 0.01 }""")
        },
        {
            "a stem with layer norm and activation", PlanPath.Usual,
            Small("", stem: """{ "width": 20, "norm": "layer", "convolutionActivation": "relu" }""")
        },
        { "a convolution before the mean", PlanPath.Usual, Small("", head: Head("")) },
        { "a convolution before the mean, layer norm", PlanPath.Usual, Small(""" "norm": "layer" """, head: Head(""", "preWidth": 6""")) },
        { "a convolution before the mean, norms behind", PlanPath.Usual, Small(""" "normPlacement": "behind" """, head: Head("")) },
    };

    [Theory]
    [MemberData(nameof(Specs))]
    public void The_generated_network_equals_plain_loops(string what, PlanPath path, string text) =>
        KernelTests.CheckWithStages(what, path, text);

    private static string Windows(string kind, int width, string attention, int height = 45, int inputWidth = 39) => TestSpecs.Small(
        stage: $$"""
            { "depth": 2, "width": {{width}}, "expansion": 2, "norm": "layer", "activation": "gelu", "expand": ["{{kind}}"],
              "attention": {{attention}}, "layerScale": true }
            """,
        height: height,
        width: inputWidth);

    private static string Attention(int headWidth, int window, string value, bool grouped = false)
    {
        string isGrouped = grouped ? "true" : "false";
        return $$"""{ "headWidth": {{headWidth}}, "window": {{window}}, "value": "{{value}}", "groupedValue": {{isGrouped}} }""";
    }

    /// <summary>A network with a stage of two blocks that has these properties.</summary>
    private static string Small(
        string properties, string stem = """{ "width": 8 }""", string head = """{ "type": "classifier", "classes": 5 }""")
    {
        string expansion = properties.Contains("\"expansion\"", StringComparison.Ordinal) ? "" : ", \"expansion\": 2";
        string stage = $$"""{ "depth": 2, "width": 12{{expansion}}{{(properties.Length == 0 ? "" : ", ")}}{{properties.Trim()}} }""";
        return TestSpecs.Small(stage: stage, stem: stem, head: head, height: 45, width: 39);
    }

    private static string Head(string more) =>
        $$"""{ "type": "classifier", "classes": 5, "convolutionWidth": 50, "activation": "hardswish"{{more}} }""";
}
