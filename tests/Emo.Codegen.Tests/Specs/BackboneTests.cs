using System.Globalization;
using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Specs;

/// <summary>A spec that takes over the stem and the stages of another one.</summary>
public sealed class BackboneTests
{
    private const string Attention = """{ "depth": 2, "width": 8, "expansion": 2, "attention": { "headWidth": 4, "window": 4 } }""";

    /// <summary>No attention and no depthwise convolution.</summary>
    private const string Plainest =
        """{ "depth": 1, "width": 8, "stride": 1, "expansion": 2, "expand": ["plain"], "blocks": [{ "kernel": 0 }] }""";

    [Fact]
    public void The_stages_are_taken_over_with_another_window()
    {
        var backbone = Read("small", TestSpecs.Small(stage: Attention));
        var spec = Resolve(Spec("top", """{ "spec": "small", "window": 3 }"""), backbone).Spec!;
        Assert.Equal(backbone.Spec!.Stem, spec.Stem);
        var block = Assert.Single(spec.Stages).Blocks[1];
        Assert.Equal(backbone.Spec.Stages[0].Blocks[1] with { Attention = new AttentionSpec(4, 3, ValuePlacement.After, false) }, block);
        Assert.Equal(backbone.Spec.Stages, Resolve(Spec("top", """{ "spec": "small" }"""), backbone).Spec!.Stages);
        Assert.Equal("top", spec.Name);
        Assert.Equal(TestHead.Aspp, spec.Head);
    }

    [Theory]
    [InlineData("emo2-1m", "emo2", "net")]
    [InlineData("ssdlite-emo2-1m", "emo2", "net")]
    [InlineData("ssdlite-emo-1m", "emo", null)]
    [InlineData("top", "emo2", "net")]
    public void The_family_is_taken_over_with_the_key_that_it_prefers(string name, string family, string? key)
    {
        var spec = (name == "top" ? Resolve(Spec("top", """{ "spec": "emo2-1m" }""")) : ShippedSpecs.Find(name)!).Spec!;
        Assert.Equal(family, spec.TensorNames.SpecName());
        var target = new ModelTarget("Demo", EquatableArray<string>.Empty, "Model");
        string weights = WeightsEmitter.Emit(target, Planner.Plan(GraphBuilder.Build(spec)));
        var preferred = weights.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("Prefer", StringComparison.Ordinal));
        Assert.Equal(key is null ? [] : [$"stateDict.Prefer(\"{key}\");"], preferred);
    }

    [Fact]
    public void A_backbone_may_have_a_backbone()
    {
        var bottom = Read("bottom", TestSpecs.Small("bottom", stage: Attention));
        var middle = Spec("middle", """{ "spec": "bottom", "window": 2 }""");
        Assert.Equal(2, Window(Resolve(Spec("top", """{ "spec": "middle" }"""), bottom, middle)));
        Assert.Equal(3, Window(Resolve(Spec("top", """{ "spec": "middle", "window": 3 }"""), bottom, middle)));
        Assert.Equal(16, Window(Resolve(Spec("top", """{ "spec": "deeplabv3-emo-5m" }"""))));

        static int Window(SpecReadResult result) => result.Spec!.Stages[^1].Blocks[^1].Attention!.Window;
    }

    [Theory]
    [InlineData("EMO0114", """{ "spec": «"smal"» }""", "Did you mean 'small'?")]
    [InlineData("EMO0115", """{ "spec": «"part.json"» }""", "a/part.json, b/part.json")]
    [InlineData("EMO0116", """{ "spec": «"top"» }""", "leads back")]
    [InlineData("EMO0116", """{ "spec": «"back"» }""", "leads back")]
    [InlineData("EMO0117", """{ "spec": «"broken"» }""", "problems of its own")]
    [InlineData("EMO0102", """«{» "window": 7 }""", "'spec'")]
    [InlineData("EMO0105", """{ "spec": "small", "window": «-1» }""", "2048")]
    [InlineData("EMO0104", """«"small"»""", "an object, not a string")]
    [InlineData("EMO0112", """{ "spec": "small", "window": «20» }""", "larger than the map of stage 1")]
    [InlineData("EMO0107", """{ "spec": "plain", "window": «7» }""", "'window' replaces that of every attention")]
    [InlineData("EMO0107", """{ "spec": "plain", "depthwiseNorm": «"batch"» }""", "'depthwiseNorm' replaces that of every depthwise")]
    [InlineData("EMO0107", """{ "spec": "plain", "depthwiseActivation": «"gelu"» }""", "there is none: leave it out")]
    public void A_problem_is_reported_at_the_reference(string id, string reference, string expected)
    {
        string marked = Text("top", reference);
        var harness = new GeneratorHarness("class X;", specs:
        [
            ("top.json", Plain(marked)), ("small.json", TestSpecs.Small(stage: Attention)),
            ("broken.json", TestSpecs.Small("broken", stem: "7")), ("back.json", Text("back", """{ "spec": "top" }""")),
            ("plain.json", TestSpecs.Small("plain", stage: Plainest)),
            ("a/part.json", TestSpecs.Small("a")), ("b/part.json", TestSpecs.Small("b")),
        ]);
        var diagnostic = Assert.Single(harness.Run().Diagnostics, diagnostic => diagnostic.Location.GetLineSpan().Path == "top.json");
        int start = marked.IndexOf('«', StringComparison.Ordinal);
        Assert.Equal(
            (id, start, marked.IndexOf('»', StringComparison.Ordinal) - 1 - start),
            (diagnostic.Id, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "fpn", "inputs": ["stage1", «"stage2"»], "width": 8 }""", TestSpecs.Features, "stage1, the last of 'small'")]
    [InlineData(TestSpecs.FpnNeck, """{ "type": "features", "outputs": [«"stage5"», "neck.1"] }""", "\"stage5\"")]
    [InlineData(
        """{ "type": "fpn", "inputs": ["stage1", «"stage3"»], "width": 8 }""",
        """{ "type": "segformer", "classes": 2, "width": 4, "inputs": ["stage1", "neck.0"] }""",
        "\"stage3\"")]
    [InlineData(
        TestSpecs.FpnNeck, """{ "type": "segformer", "classes": 2, "width": 4, "inputs": [«"stage2"», "neck.0"] }""", "\"stage2\"")]
    public void A_stage_that_the_backbone_has_not_is_reported_where_it_is_named(string neck, string head, string expected)
    {
        string marked = $$"""{ "name": "top", "backbone": { "spec": "small" }, "neck": {{neck}}, "head": {{head}} }""";
        var result = Resolve(Read("top", Plain(marked)), Read("small", TestSpecs.Small(stage: Attention)));
        Assert.Null(result.Spec);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("EMO0105", marked.IndexOf('«', StringComparison.Ordinal)), (problem.Id, problem.Location!.Start));
        Assert.Contains(problem.Arguments, argument => argument.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_spec_has_a_backbone_or_stages()
    {
        string text = TestSpecs.Small(head: TestSpecs.Aspp).Replace(
            "\"stem\"", "\"backbone\": { \"spec\": \"emo-1m\" }, \"stem\"", StringComparison.Ordinal);
        Assert.Equal(["EMO0107", "EMO0107"], SpecReader.Read("x.json", text).Problems.Select(problem => problem.Id));
        var result = SpecReader.Read("x.json", """{ "name": "x", "head": { "type": "features", "outputs": ["stage0"] } }""");
        Assert.Equal(
            ["stem", "stages"], result.Problems.Where(problem => problem.Id == "EMO0102").Select(problem => problem.Arguments[1]));
    }

    [Fact]
    public void What_becomes_too_large_with_the_backbone_is_refused_at_the_reference()
    {
        string text =
            """{ "name": "top", "backbone": { "spec": "wide" }, "input": { "height": 2048, "width": 2048 },""" +
            """ "head": { "type": "features", "outputs": ["stage1"] } }""";
        var result = Resolve(Read("top", text), Read("wide", TestSpecs.Small("wide", stem: """{ "width": 4096 }""")));
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("EMO0111", text.IndexOf("\"wide\"", StringComparison.Ordinal)), (problem.Id, problem.Location!.Start));
        Assert.Null(result.Spec);
    }

    [Fact]
    public void An_edit_of_a_backbone_plans_the_models_on_it_only()
    {
        var harness = new GeneratorHarness(
            """[Emo.EmoModel("top")] public sealed partial class Top; [Emo.EmoModel("other")] public sealed partial class Other;""",
            specs:
            [
                ("top.json", Features("top", "small")), ("small.json", TestSpecs.Small(stage: Attention)),
                ("other.json", TestSpecs.Small("other")),
            ]);
        Assert.Empty(harness.Run().Diagnostics);
        harness.ReplaceSpec(
            "small.json", TestSpecs.Small(stage: Attention.Replace("\"width\": 8", "\"width\": 12", StringComparison.Ordinal)));
        var result = harness.Run();
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged],
            result.Reasons(TrackingNames.ResolvedSpecs));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], result.Reasons(TrackingNames.PlannedModels));

        // Another head is nothing to those on the stages.
        harness.ReplaceSpec(
            "small.json",
            TestSpecs.Small(
                stage: Attention.Replace("\"width\": 8", "\"width\": 12", StringComparison.Ordinal),
                head: """{ "type": "classifier", "classes": 9 }"""));
        Assert.All(harness.Run().Reasons(TrackingNames.PlannedModels), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        static string Features(string name, string backbone) =>
            $$"""{ "name": "{{name}}", "backbone": { "spec": "{{backbone}}" }, "head": { "type": "features", "outputs": ["stage1"] } }""";
    }

    private static SpecReadResult Resolve(SpecReadResult result, params SpecReadResult[] others) =>
        BackboneResolver.Resolve(result, [result, .. others]);

    private static SpecReadResult Spec(string name, string backbone) => Read(name, Text(name, backbone));

    private static SpecReadResult Read(string name, string text)
    {
        var result = SpecReader.Read($"{name}.json", text);
        Assert.Empty(result.Problems);
        return result;
    }

    private static string Text(string name, string backbone) => $$"""
        { "name": "{{name}}", "input": { "height": 64, "width": 64 },
          "backbone": {{backbone}},
          "head": {{TestSpecs.Aspp}} }
        """;

    private static string Plain(string marked) =>
        marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

    private static class TestHead
    {
        public static readonly AsppHeadSpec Aspp = new(
            3, EquatableArray<string>.Empty, EquatableArray<int>.Empty, 5, 1e-5, DownstreamSpecs.Array(1, 2));
    }
}
