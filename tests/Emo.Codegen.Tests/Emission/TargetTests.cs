using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>A register file that no shipped target has: vectors of 128 bits and 32 registers, as on ARM64.</summary>
public sealed class TargetTests
{
    private static readonly VectorTarget s_wide = VectorTarget.Vector128 with
    {
        Registers = 32,
        HasLaneFactors = true,
        Tiles = new TileSizes(ProductCells: 8, ProductVectors: 3, StemCells: 9, DepthwiseOutputs: 14, HeldConstants: 3),
    };

    private static readonly IReadOnlyList<VectorTarget> s_targets = [VectorTarget.Vector512, VectorTarget.Vector256, s_wide];

    public static TheoryData<string, string> Specs => new()
    {
        { "attention", TestSpecs.Small(stage: Stage("""
            "norm": "layer", "activation": "gelu", "attention": { "headWidth": 4, "window": 3 }
            """), height: 45, width: 39) },
        { "a global window", TestSpecs.Small(stage: Stage("""
            "norm": "batch", "attention": { "headWidth": 4, "window": 0, "value": "before" }
            """), height: 39, width: 46) },
        { "squeeze-excite", TestSpecs.Small(stage: Stage("\"activation\": \"hardswish\", \"squeezeExcite\": 0.5")) },
        { "an SSD detector", TestSpecs.Small(neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite, height: 37, width: 50) },
        { "a RetinaNet", TestSpecs.Small(neck: TestSpecs.FpnNeck, head: TestSpecs.Retina, height: 37, width: 50) },
        { "atrous pyramid pooling", TestSpecs.Small(head: TestSpecs.Aspp, height: 37, width: 50) },
        { "pyramid pooling", TestSpecs.Small(head: TestSpecs.Psp, height: 37, width: 50) },
    };

    [Theory]
    [MemberData(nameof(Specs))]
    public void Another_register_file_has_other_tiles_and_gives_the_same_bits(string what, string text)
    {
        var spec = SpecReader.Read("spec.json", text).Spec;
        Assert.NotNull(spec);
        var graph = GraphBuilder.Build(spec);
        var weights = new RandomWeights(graph, seed: 1);
        float[] input = weights.Input(3 * spec.Input.Height * spec.Input.Width);
        int outputs = (int)graph.Outputs.Sum(output => output.Shape.Channels * output.Shape.Cells);
        using var checkpoint = weights.ToCheckpoint();
        using var narrow = CompiledModel.Create(spec, graph, checkpoint);
        using var wide = CompiledModel.Create(spec, graph, checkpoint, s_targets);
        float[] expected = narrow.Run(128, input, outputs);
        Assert.True(expected.AsSpan().SequenceEqual(wide.Run(128, input, outputs)), what);
        var methods = Methods(spec, graph).ToList();
        Assert.Contains(methods, name => name.StartsWith("Panel8x", StringComparison.Ordinal));
        Assert.Equal(text.Contains("attention", StringComparison.Ordinal), methods.Contains("AddProductOfLane3"));
    }

    /// <summary>Every kernel, for sizes that leave tails, compiles for it.</summary>
    [Fact]
    public void Every_kernel_can_be_emitted_for_another_register_file()
    {
        foreach (var (name, sample) in Members.SampleMembers.All)
        {
            if (sample.Member.IsOfNetwork)
                continue;
            var members = new MemberSet();
            foreach (var used in Members.SampleMembers.OfNetwork)
                members.Use(used);
            var source = new SourceWriter();
            members.Use(sample.Member);
            members.EmitTarget(source, s_wide, CancellationToken.None);
            Assert.True(source.ToString().Length > 0, name);
        }
    }

    private static IEnumerable<string> Methods(ModelSpec spec, LayerGraph graph)
    {
        var model = new PlannedModel(new ModelTarget("", EquatableArray<string>.Empty, "Model"), "Model", spec, Planner.Plan(graph));
        var implementation = ModelCompiler.EmitImplementation(model, s_targets);
        var sources = implementation.Sources.Concat(ModelCompiler.EmitShared([implementation], s_targets));
        return sources.Where(source => source.HintName.Contains("Vector128", StringComparison.Ordinal))
            .SelectMany(source => source.Text.Split('\n'))
            .Where(line => line.Contains(" static ", StringComparison.Ordinal) && line.Contains('('))
            .Select(line => line[..line.IndexOf('(')].Split(' ')[^1]);
    }

    private static string Stage(string properties) => $$"""{ "depth": 2, "width": 12, "expansion": 2, {{properties}} }""";
}
