using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Emission;

/// <summary>
/// The detectors and segmenters of the papers: they compile without warnings, and no method falls out of the JIT's optimiser.
/// </summary>
public sealed class DownstreamModelTests
{
    [Theory]
    [InlineData("ssdlite-5m")]
    [InlineData("retinanet-1m")]
    [InlineData("deeplabv3-2m")]
    [InlineData("pspnet-5m")]
    public void Generated_code_compiles_without_warnings_within_the_limits_of_the_JIT(string name) => Check(DownstreamSpecs.Get(name));

    /// <summary>One size of each kind on EMOv2, the largest and the smallest among them.</summary>
    [Theory]
    [InlineData("ssdlite-emo2-20m")]
    [InlineData("ssdlite512-emo2-2m")]
    [InlineData("retinanet-emo2-1m")]
    [InlineData("deeplabv3-emo2-5m")]
    [InlineData("pspnet-emo2-1m")]
    [InlineData("fpn-emo2-2m")]
    [InlineData("segformer-emo2-5m")]
    public void Networks_on_EMOv2_compile_within_the_same_limits(string name) => Check(DownstreamSpecs.Shipped(name));

    private static void Check(ModelSpec spec)
    {
        var model = new PlannedModel(
            new ModelTarget("", EquatableArray<string>.Empty, "Model"), "Model", spec, Planner.Plan(GraphBuilder.Build(spec)));
        var harness = new GeneratorHarness("public sealed partial class Model;");
        var implementation = ModelCompiler.EmitImplementation(model);
        var shared = ModelCompiler.EmitShared([implementation], VectorTarget.All);
        foreach (var source in implementation.Sources.Concat(shared).Append(ModelCompiler.EmitApi(model)))
            harness.AddSource(source.Text, source.HintName);
        using var image = new MemoryStream();
        Assert.DoesNotContain(harness.Compilation.Emit(image).Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        MethodSizes.AssertWithinJitLimits(image.ToArray());
    }

    /// <summary>
    /// As large as RetinaNet's official input: the widest outputs and two maps of the finest level, not the sum of all maps.
    /// </summary>
    [Fact]
    public void A_large_detector_needs_no_absurd_memory()
    {
        var plan = Planner.Plan(GraphBuilder.Build(DownstreamSpecs.Get("retinanet-5m") with { Input = new InputSpec(3, 800, 1344) }));
        Assert.InRange(plan.ArenaBytes, 1, 100_000_000);
    }
}
