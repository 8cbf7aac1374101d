using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Planning;

/// <summary>What makes a file of packed weights another model's.</summary>
public sealed class PackingIdTests
{
    private const string AttentionStage =
        """{ "depth": 2, "width": 8, "expansion": 2, "norm": "layer", "activation": "gelu",""" +
        """ "attention": { "headWidth": 4, "window": 3 } }""";

    [Fact]
    public void A_plan_has_the_same_id_whenever_it_is_made() => Assert.Equal(Id(TestSpecs.Small()), Id(TestSpecs.Small()));

    [Fact]
    public void The_size_of_the_input_does_not_matter() => Assert.Equal(Id(TestSpecs.Small()), Id(TestSpecs.Small(height: 64, width: 48)));

    [Fact]
    public void Names_classes_widths_and_kinds_of_layers_matter()
    {
        string[] specs =
        [
            TestSpecs.Small(),
            TestSpecs.Small(name: "other"),
            TestSpecs.Small(head: """{ "type": "classifier", "classes": 6 }"""),
            TestSpecs.Small(head: TestSpecs.Features),
            TestSpecs.Small(stem: """{ "width": 16 }"""),
            TestSpecs.Small(stage: AttentionStage),
            TestSpecs.Small(stage: AttentionStage.Replace("\"headWidth\": 4", "\"headWidth\": 8", StringComparison.Ordinal)),
        ];
        Assert.Equal(specs.Length, specs.Select(Id).Distinct().Count());
    }

    [Fact]
    public void Every_offset_source_and_factor_matters()
    {
        var norm = new BatchNormSource("norm", 8, 1e-5);
        var linear = new LinearSource("linear", 8, 8, Bias: true, Norm: norm, Scale: new OutputScale(4, 0.5));
        PackedWeights[] variants =
        [
            new PointwiseWeights(0, 576, linear),
            new PointwiseWeights(64, 576, linear),
            new PointwiseWeights(0, 640, linear),
            new PointwiseWeights(0, 576, linear with { Name = "other" }),
            new PointwiseWeights(0, 576, linear with { Groups = 2 }),
            new PointwiseWeights(0, 576, linear with { Norm = null }),
            new PointwiseWeights(0, 576, linear with { Norm = norm with { Epsilon = 1.0000000000000002e-5 } }),
            new PointwiseWeights(0, 576, linear with { Scale = new OutputScale(4, 0.25) }),
            new PointwiseWeights(0, 576, linear with { Scale = null }),
            new PointwiseWeights(0, 576, linear with { Inner = linear }),
            new PointwiseWeights(0, 576, linear with { OutputNorm = norm }),
            new ConvolutionWeights(0, 576, new ConvolutionSource("linear", 8, 8, 1, Bias: true, norm)),
            new ConvolutionWeights(0, 576, new ConvolutionSource("linear", 8, 8, 1, Bias: false, norm)),
            new PanelConvolutionWeights(0, 576, new ConvolutionSource("linear", 8, 8, 1, Bias: true, norm)),
            new PanelConvolutionWeights(0, 576, new ConvolutionSource("linear", 8, 8, 1, Bias: true, null)),
            new PanelConvolutionWeights(0, 576, new ConvolutionSource("linear", 8, 8, 3, Bias: true, norm)),
            new DepthwiseWeights(0, 576, "linear", 8, 3, norm),
            new DepthwiseWeights(0, 576, "linear", 8, 5, norm),
            new LayerNormWeights(0, 576, "linear", 8),
            new BatchNormWeights(0, 576, norm),
        ];
        var plan = Plan(TestSpecs.Small());
        Assert.Equal(
            variants.Length,
            variants.Select(weights => PackingId.Of(plan with { Weights = new[] { weights }.ToEquatableArray() })).Distinct().Count());
    }

    private static PackingId Id(string spec) => PackingId.Of(Plan(spec));

    private static ExecutionPlan Plan(string spec) => Planner.Plan(GraphBuilder.Build(SpecReader.Read("spec.json", spec).Spec!));
}
