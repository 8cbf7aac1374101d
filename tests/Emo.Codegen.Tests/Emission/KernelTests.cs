using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>
/// Every kernel against plain loops in double precision, at every vector width, with widths, inputs and windows that are no
/// multiple of anything: each spec brings its kernels' tails and edges. The stage outputs are compared as well as the logits,
/// and all widths give the same bits. A spec whose sizes are there to lead to a certain path says so.
/// </summary>
public sealed class KernelTests
{
    public static TheoryData<string, PlanPath, string> Specs => new()
    {
        {
            "widths below a vector", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 3 }""", stage: Stage(width: 5), height: 33, width: 47)
        },
        {
            "widths just above a vector", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 17 }""", stage: Stage(width: 33), height: 40, width: 35)
        },
        {
            "a panel of 48 and its tail", PlanPath.PanelAndTail,
            TestSpecs.Small(stem: """{ "width": 24 }""", stage: Stage(width: 50, expansion: 1.3), height: 37, width: 32)
        },
        { "rows in tiles of two sizes", PlanPath.Usual, TestSpecs.Small(stage: Stage(width: 16), height: 34, width: 62) },
        { "kernel 1", PlanPath.Usual, TestSpecs.Small(stem: """{ "width": 8, "kernel": 1 }""", stage: Stage(kernel: 1)) },
        {
            "kernel 5", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 8, "kernel": 5 }""", stage: Stage(kernel: 5), height: 35, width: 33)
        },
        {
            "kernel 7", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 8, "kernel": 7 }""", stage: Stage(kernel: 7), height: 33, width: 35)
        },
        {
            "kernel 11", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 8, "kernel": 11 }""", stage: Stage(kernel: 11), height: 33, width: 38)
        },
        {
            "strips over a ring", PlanPath.StripsOverRing,
            TestSpecs.Small(stem: """{ "width": 64 }""", stage: Stage(width: 64, kernel: 5, expansion: 4), height: 99, width: 130)
        },
        { "relu", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "relu")) },
        { "relu6", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "relu6")) },
        { "gelu", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "gelu")) },
        { "hard swish", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "hardswish")) },
        { "hard sigmoid", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "hardsigmoid")) },
        { "sigmoid", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "sigmoid")) },
        { "tanh", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "tanh")) },
        { "mish", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "mish")) },
        { "hard mish", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "hardmish")) },
        { "no activation", PlanPath.Usual, TestSpecs.Small(stage: Stage(activation: "none")) },
        {
            "layer norms", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 21, "norm": "layer" }""", stage: Stage(width: 37, norm: "layer"), height: 39, width: 41)
        },
        { "no bias", PlanPath.Usual, TestSpecs.Small(stage: Stage(extra: """, "bias": false""")) },
        {
            "squeeze-excite", PlanPath.GatedWeightsAndMap,
            TestSpecs.Small(
                stem: """{ "width": 9, "squeezeExcite": 0.5, "activation": "relu" }""",
                stage: Stage(width: 11, extra: """, "squeezeExcite": 0.25"""))
        },
        {
            "no squeeze-excite in the stem", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 9, "squeezeExcite": 0 }""", stage: Stage(width: 11))
        },
        {
            "windows that divide the map", PlanPath.DividedMap,
            TestSpecs.Small(stage: Stage(width: 12, norm: "layer", attention: Attention(4, 4)))
        },
        {
            "windows that pad the map", PlanPath.PaddedMap,
            TestSpecs.Small(stage: Stage(width: 12, norm: "layer", attention: Attention(3, 5)), height: 45, width: 39)
        },
        {
            "a window larger than the map", PlanPath.WindowBeyondMap,
            TestSpecs.Small(stage: Stage(width: 8, norm: "layer", attention: Attention(4, 11)))
        },
        {
            "a global window of more queries than a block", PlanPath.BlocksOfQueries,
            TestSpecs.Small(stage: Stage(width: 6, norm: "layer", attention: Attention(2, 0)), height: 39, width: 46)
        },
        {
            "attention behind a batch norm", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 10, attention: Attention(5, 5)), height: 41, width: 35)
        },
        {
            "heads wider than a vector", PlanPath.WideHeads,
            TestSpecs.Small(stage: Stage(width: 63, norm: "layer", attention: Attention(21, 4)))
        },
        { "heads of one channel", PlanPath.Usual, TestSpecs.Small(stage: Stage(width: 5, norm: "layer", attention: Attention(1, 3))) },
        {
            "value before the attention", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(width: 20, norm: "layer", expansion: 3, attention: Attention(10, 3, "before")),
                height: 37,
                width: 35)
        },
        {
            "wide values before the attention", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 40, norm: "layer", expansion: 3, attention: Attention(40, 4, "before")))
        },
        {
            "grouped value after", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 12, norm: "layer", expansion: 3, attention: Attention(4, 4, "after", true)))
        },
        {
            "grouped value before", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 12, norm: "layer", expansion: 3, attention: Attention(4, 4, "before", true)))
        },
        {
            "attention with squeeze-excite", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 12, norm: "layer", extra: """, "squeezeExcite": 0.5""", attention: Attention(4, 4)))
        },
        {
            "value before with squeeze-excite", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(width: 12, norm: "layer", extra: """, "squeezeExcite": 0.5""", attention: Attention(4, 4, "before")))
        },
        {
            "no depthwise", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 12, norm: "layer", extra: """, "operator": "attention" """, attention: Attention(4, 4)))
        },
        {
            "no depthwise, value before", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(width: 12, expansion: 3, extra: """, "operator": "attention" """, attention: Attention(4, 3, "before", true)),
                height: 45,
                width: 39)
        },
        {
            "no depthwise, squeeze-excite", PlanPath.GatedWeights,
            TestSpecs.Small(
                stage: Stage(width: 12, extra: """, "operator": "attention", "squeezeExcite": 0.5""", attention: Attention(4, 3)))
        },
        {
            "no depthwise, value before, squeeze-excite", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(width: 12, extra: """, "operator": "attention", "squeezeExcite": 0.5""", attention: Attention(4, 3, "before")))
        },
        {
            "no operator", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 19, extra: """, "operator": "none" """), height: 35, width: 37)
        },
        {
            "no operator, strips", PlanPath.StripsWithoutDepthwise,
            TestSpecs.Small(stage: Stage(width: 100, expansion: 6, extra: """, "operator": "none" """), height: 99, width: 130)
        },
        {
            "no operator, layer norm, squeeze-excite", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 10, norm: "layer", extra: """, "operator": "none", "squeezeExcite": 1"""))
        },
        {
            "no norm", PlanPath.Usual,
            TestSpecs.Small(stem: """{ "width": 9, "norm": "none" }""", stage: Stage(width: 11, norm: "none"), height: 33, width: 47)
        },
        { "no norm, windows", PlanPath.Usual, TestSpecs.Small(stage: Stage(width: 12, norm: "none", attention: Attention(4, 3))) },
        {
            "no norm, padded windows", PlanPath.PaddedMap,
            TestSpecs.Small(stage: Stage(width: 12, norm: "none", attention: Attention(4, 3, "before")), height: 45, width: 39)
        },
        {
            "no norm, a global window", PlanPath.MapAsTokens,
            TestSpecs.Small(stage: Stage(width: 12, norm: "none", attention: Attention(4, 0)), height: 45, width: 39)
        },
        {
            "no norm, a global window, value before, no depthwise", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(width: 12, norm: "none", extra: """, "operator": "attention" """, attention: Attention(4, 0, "before")))
        },
        {
            "attention in the first block", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(
                    width: 12,
                    norm: "layer",
                    extra: """, "blocks": [{ "attention": { "headWidth": 2, "window": 5 } }, { "kernel": 7 }]""",
                    attention: Attention(4, 4)),
                height: 45,
                width: 39)
        },
        {
            "attention with the value before it in the first block", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(
                    width: 12,
                    extra: """, "blocks": [{ "expansion": 2, "attention": { "headWidth": 4, "window": 0, "value": "before" } }, {}]"""),
                height: 45,
                width: 39)
        },
        {
            "blocks unlike each other", PlanPath.Usual,
            TestSpecs.Small(
                stage: """
                    { "depth": 4, "width": 10, "expansion": 2, "blocks": [
                      { "kernel": 5, "norm": "layer" },
                      { "operator": "none", "expansion": 3.1 },
                      { "attention": { "headWidth": 5 }, "squeezeExcite": 0.5, "bias": false },
                      { "norm": "none", "activation": "gelu" }] }
                    """)
        },
        {
            "a pre-head", PlanPath.Usual,
            TestSpecs.Small(
                stage: Stage(norm: "layer", activation: "gelu"),
                head: """{ "type": "classifier", "classes": 5, "preWidth": 13 }""")
        },
        { "one class", PlanPath.Usual, TestSpecs.Small(head: """{ "type": "classifier", "classes": 1 }""") },
        { "many classes", PlanPath.Usual, TestSpecs.Small(head: """{ "type": "classifier", "classes": 501 }""") },
        {
            "as many classes as there may be", PlanPath.Usual,
            TestSpecs.Small(stage: Stage(width: 3), head: """{ "type": "classifier", "classes": 100000 }""")
        },
        { "an SSD detector", PlanPath.Usual, TestSpecs.Small(neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite, height: 37, width: 50) },
        { "a RetinaNet", PlanPath.Usual, TestSpecs.Small(neck: TestSpecs.FpnNeck, head: TestSpecs.Retina, height: 37, width: 50) },
        { "atrous pyramid pooling", PlanPath.Usual, TestSpecs.Small(head: TestSpecs.Aspp, height: 37, width: 50) },
        { "pyramid pooling", PlanPath.Usual, TestSpecs.Small(head: TestSpecs.Psp, height: 37, width: 50) },
    };

    [Theory]
    [MemberData(nameof(Specs))]
    public void The_generated_network_equals_plain_loops(string what, PlanPath path, string text) => CheckWithStages(what, path, text);

    /// <summary>The network as the spec has it, and then with the outputs of all stages.</summary>
    internal static void CheckWithStages(string what, PlanPath path, string text)
    {
        Check(what, path, text);
        var read = SpecReader.Read("spec.json", text);
        int head = text.IndexOf("\"head\"", StringComparison.Ordinal);
        string features = text[..head] + $"\"head\": {TestSpecs.Features} }}";
        Assert.NotNull(read.Spec);
        Check(what + ", stages", path, features);
    }

    [Fact]
    public void The_specs_have_every_kind_of_layer_step_and_activation()
    {
        var graphs = Specs.Concat(BlockKernelTests.Specs)
            .Select(row => GraphBuilder.Build(SpecReader.Read("spec.json", (string)row[2]).Spec!))
            .ToList();
        var layers = Kinds.In(graphs.SelectMany(graph => graph.Layers));
        Assert.Equal([nameof(InputLayer)], layers.Missing<Layer>());
        Assert.Empty(layers.Missing<ResizeKind>());
        var plans = Kinds.In(graphs.Select(graph => Planner.Plan(graph)));
        Assert.Equal([nameof(WinogradStep)], plans.Missing<Step>()); // MapKernelTests have wide convolutions.
        Assert.Empty(plans.Missing<ActivationKind>());
        Assert.Empty(plans.Missing<Codegen.Planning.Normalization>());
        Assert.Empty(plans.Missing<WindowPattern>());
        Assert.Empty(plans.Missing<AttentionResult>());
    }

    private static void Check(string what, PlanPath path, string text)
    {
        var spec = SpecReader.Read("spec.json", text).Spec;
        Assert.NotNull(spec);
        var graph = GraphBuilder.Build(spec);
        Planner.Plan(graph).AssertTakes(path, what);
        var weights = new RandomWeights(graph, seed: 1);
        float[] input = weights.Input(3 * spec.Input.Height * spec.Input.Width);
        var reference = new ReferenceNetwork(weights);
        double[] expected = reference.Run(graph, input);

        using var checkpoint = weights.ToCheckpoint();
        using var model = CompiledModel.Create(text, spec.Name, checkpoint);
        double largest = expected.Max(Math.Abs);
        float[] widest = model.Run(512, input, expected.Length);
        foreach (int bits in new[] { 512, 256, 128 })
        {
            float[] actual = model.Run(bits, input, expected.Length);
            double difference = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
            Assert.True(difference <= 1e-5 * largest, $"{what}, {bits} bits: differs by {difference / largest:E2} of the maximum");
            Assert.Equal(widest, actual);

            // Neither threads nor an observer change anything.
            var blocks = new ObservedBlocks();
            Assert.Equal(actual, model.Run(bits, input, expected.Length, threads: 2, blocks.Observe));
            blocks.AssertAre(graph, reference, $"{what}, {bits} bits");
        }

        NotFiniteInput.AssertReachesWhatItShould(model, graph, weights, input, expected.Length, what);
    }

    private static string Stage(
        int width = 8,
        double expansion = 2,
        int kernel = 3,
        string norm = "batch",
        string activation = "silu",
        string extra = "",
        string? attention = null)
    {
        if (attention is not null)
            extra += $", \"attention\": {attention}";
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $$"""
            { "depth": 2, "width": {{width}}, "expansion": {{expansion}}, "kernel": {{kernel}},
              "norm": "{{norm}}", "activation": "{{activation}}"{{extra}} }
            """);
    }

    private static string Attention(int headWidth, int window, string value = "after", bool grouped = false)
    {
        string isGrouped = grouped ? "true" : "false";
        return $$"""{ "headWidth": {{headWidth}}, "window": {{window}}, "value": "{{value}}", "groupedValue": {{isGrouped}} }""";
    }
}
