using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Planning;

/// <summary>The rows of the layer table against the graph and the plan that they are about.</summary>
public sealed class LayerRowTests
{
    public static TheoryData<string> Shipped => [.. ShippedSpecs.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Rows_have_all_layers_and_add_up_to_the_cost_of_the_network(string name)
    {
        var graph = GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!);
        var plan = Planner.Plan(graph);
        var rows = plan.Blocks.SelectMany(block => block.Rows).ToList();
        Assert.Equal(plan.Cost, new GraphCost(rows.Sum(row => row.Cost.Parameters), rows.Sum(row => row.Cost.MultiplyAdds)));
        var named = graph.Layers
            .Where(layer => layer.Name.Length > 0 && layer is not (BatchNormLayer or WindowAttentionLayer or ScaleLayer))
            .Select(layer => layer.Name);
        Assert.Empty(named.Except(rows.Select(row => row.Name)));
        Assert.All(plan.Blocks.Zip(graph.Blocks), pair => Assert.Equal(pair.Second.Layers[^1].Output, pair.First.Rows[^1].Output));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_result_of_a_block_is_where_a_later_one_reads_if_it_is_no_output(string name)
    {
        var graph = GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!);
        var plan = Planner.Plan(graph);
        for (int i = 0; i < plan.Blocks.Count; i++)
        {
            int last = graph.Blocks[i].Layers[^1].Id;
            if (plan.Blocks[i].Result.Map is { } result && graph.Outputs.All(output => output.Layer != last))
            {
                Assert.Contains(
                    result.Buffer,
                    plan.Blocks.Skip(i + 1)
                        .SelectMany(block => block.Steps)
                        .SelectMany(step => step.Operands)
                        .Select(operand => operand.ArenaBuffer)
                        .OfType<int>());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Nothing_is_folded_but_batch_norms_and_the_last_convolution_of_the_stem(string name)
    {
        var graph = GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!);
        var plan = Planner.Plan(graph);
        var folded = plan.Blocks.SelectMany(block => block.Rows).Where(row => row.Map is null && row.Operators != "BN");
        string[] project = graph.Blocks[0].Stem!.Project is { } layer ? [layer.Name] : [];
        Assert.Equal(project, folded.Select(row => row.Name));
    }

    [Fact]
    public void A_stem_that_leaves_its_project_to_the_next_block_has_no_result()
    {
        Assert.Null(Row("stage0.1.proj.conv", TestSpecs.Small()).Map);
        Assert.NotNull(Row("stage1.0.proj.conv", TestSpecs.Small()).Map);
    }

    [Fact]
    public void A_stem_whose_output_is_wanted_has_one() =>
        Assert.NotNull(Row("stage0.1.proj.conv", TestSpecs.Small(head: TestSpecs.Features)).Map);

    [Fact]
    public void A_batch_norm_that_was_folded_has_no_result_and_a_layer_norm_has()
    {
        Assert.Null(Row("stage1.0.norm", TestSpecs.Small()).Map);
        Assert.NotNull(
            Row(
                "stage1.0.norm.norm",
                TestSpecs.Small(stage: """{ "depth": 2, "width": 8, "expansion": 2, "norm": "layer", "activation": "gelu" }""")).Map);
    }

    [Fact]
    public void Operators_are_named_with_what_is_applied_to_their_output() => Assert.Equal(
        ["BN", "conv 1x1, SiLU", "depthwise 3x3, BN, SiLU, add", "conv 1x1, add"],
        Plan(TestSpecs.Small()).Blocks.Single(block => block.Name == "stage1.1").Rows.Select(row => row.Operators));

    private static LayerRow Row(string name, string spec) =>
        Plan(spec).Blocks.SelectMany(block => block.Rows).Single(row => row.Name == name);

    private static ExecutionPlan Plan(string spec) => Planner.Plan(GraphBuilder.Build(SpecReader.Read("spec.json", spec).Spec!));
}
