using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Planning;

/// <summary>What planners may not do in silence: leave a layer out, or make something else of it.</summary>
public sealed class PlannerTests
{
    private static readonly string s_attention = TestSpecs.Small(
        stage: """{ "depth": 2, "width": 8, "expansion": 2, "norm": "layer", "attention": { "headWidth": 4, "window": 3 } }""");

    public static TheoryData<string> Blocks => ["stage0", "stage1.0", "stage1.1", "head"];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_layer_that_no_planner_takes_is_an_error(string name)
    {
        var graph = Graph(s_attention);
        var more = Change(graph, name, block => block with { Layers = block.Layers.Append(Mean(block.Last)).ToEquatableArray() });
        var error = Assert.Throws<InvalidOperationException>(() => Planner.Plan(more));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(GlobalMeanLayer), error.Message, StringComparison.Ordinal);
    }

    /// <summary>The official code has SiLU there, and nothing says so but the graph.</summary>
    [Theory]
    [InlineData("stage0")]
    [InlineData("stage1.0")]
    [InlineData("stage1.1")]
    public void The_activation_behind_a_depthwise_convolution_is_the_graphs(string name)
    {
        var graph = Change(Graph(s_attention), name, block => block with
        {
            Layers = block.Layers.Select(layer => layer == Depthwise(block).Activation ? Replace(layer) : layer).ToEquatableArray(),
            Residual = block.Residual is { } parts ? parts with { Depthwise = Replaced(block) } : null,
            Stem = block.Stem is { } stem ? stem with { Depthwise = Replaced(block) } : null,
        });
        var steps = Planner.Plan(graph).Blocks.Single(block => block.Name == name).Steps;
        Assert.Equal(ActivationKind.HardSwish, steps.OfType<StripStep>().Single().Depthwise!.Activation);

        static ConvolutionLayers Depthwise(LayerBlock block) => (block.Residual?.Depthwise ?? block.Stem?.Depthwise)!;

        static ConvolutionLayers Replaced(LayerBlock block) => Depthwise(block) with { Activation = Replace(Depthwise(block).Activation!) };

        static ActivationLayer Replace(Layer layer) => ((ActivationLayer)layer) with { Activation = ActivationKind.HardSwish };
    }

    /// <summary>Hybrid attention makes queries, keys and values once, and the stem is narrower than EMO's.</summary>
    [Theory]
    [InlineData("emo2-1m", "emo-1m")]
    [InlineData("emo2-2m", "emo-2m")]
    [InlineData("emo2-5m", "emo-5m")]
    public void An_arena_of_EMOv2_is_at_most_1_3_times_that_of_EMO(string name, string other) =>
        Assert.InRange(Arena(name), 0.5 * Arena(other), 1.3 * Arena(other));

    private static double Arena(string name) => Planner.Plan(GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!)).ArenaBytes;

    private static LayerGraph Graph(string spec) => GraphBuilder.Build(SpecReader.Read("spec.json", spec).Spec!);

    private static LayerGraph Change(LayerGraph graph, string name, Func<LayerBlock, LayerBlock> change) =>
        graph with { Blocks = graph.Blocks.Select(block => block.Name == name ? change(block) : block).ToEquatableArray() };

    private static GlobalMeanLayer Mean(Layer input) => new(1000, new[] { input.Id }.ToEquatableArray(), input.Output);
}
