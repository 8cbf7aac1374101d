using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Differential;

/// <summary>The random architectures of one run are of every kind that there is: a new one has to get among them.</summary>
public sealed class RandomSpecsTests
{
    private static readonly ModelSpec[] s_specs =
        [.. Enumerable.Range(0, DifferentialTests.DefaultCases).Select(seed => SpecReader.Read("spec.json", Next(seed)).Spec!)];

    /// <summary>A features head computes nothing, and every block is compared anyway.</summary>
    [Fact]
    public void They_have_every_head_neck_and_setting()
    {
        var kinds = Kinds.In(s_specs);
        Assert.Equal([nameof(FeaturesHeadSpec)], kinds.Missing<HeadSpec>());
        Assert.Empty(kinds.Missing<NeckSpec>());
        Assert.Empty(kinds.Missing<AnchorSpec>());
        Assert.Empty(kinds.Missing<NormKind>());
        Assert.Empty(kinds.Missing<ActivationKind>());
        Assert.Empty(kinds.Missing<ExpandKind>());
        Assert.Empty(kinds.Missing<NormPlacement>());
        Assert.Empty(kinds.Missing<TensorNaming>());
        Assert.Empty(kinds.Missing<ValuePlacement>());
    }

    [Fact]
    public void They_have_every_layer_step_and_layout_of_weights()
    {
        var graphs = s_specs.Select(GraphBuilder.Build).ToList();
        var layers = Kinds.In(graphs.SelectMany(graph => graph.Layers));
        Assert.Equal([nameof(InputLayer)], layers.Missing<Layer>());
        Assert.Empty(layers.Missing<ResizeKind>());
        Assert.Empty(layers.Missing<WindowKind>());

        var plans = Kinds.In(graphs.Select(graph => Planner.Plan(graph)));
        Assert.Equal([nameof(WinogradStep)], plans.Missing<Step>()); // Too many multiply-adds; MapKernelTests have wide convolutions.
        Assert.Empty(plans.Missing<ActivationKind>());
        Assert.Empty(plans.Missing<Codegen.Planning.Normalization>());
        Assert.Equal([nameof(WinogradWeights)], plans.Missing<PackedWeights>());
    }

    private static string Next(int seed) => new RandomSpecs(new Random(seed)).Next().ToJsonString();
}
