using System.Runtime.CompilerServices;
using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Emission;

/// <summary>The public API of detectors and segmenters compiles without the implementation files, as an editor sees it.</summary>
public sealed class HeadApiTests
{
    private static readonly DetectionSpec s_detection = new(0.02, 1000, 0.45, 200, Numbers(0.1, 0.1, 0.2, 0.2));

    [Fact]
    public void Ssd_detector()
    {
        var anchors = new SsdAnchorSpec(
            Array(16, 107), Array(48, 202), Array(100, 253), new[] { Array(2, 3), Array(2) }.ToEquatableArray());
        var head = new SsdLiteHeadSpec(2, Names("cat", "dog"), anchors, s_detection, ActivationKind.Relu6, 1e-3);
        Verify(
            head,
            [
                new("cls.0", new(18, 2, 3), 0), new("reg.0", new(24, 2, 3), 108),
                new("cls.1", new(12, 1, 1), 252), new("reg.1", new(16, 1, 1), 264),
            ]);
    }

    [Fact]
    public void Retina_detector()
    {
        var anchors = new OctaveAnchorSpec(Array(8), 4, 3, Numbers(0.5, 1, 2));
        var head = new RetinaHeadSpec(3, EquatableArray<string>.Empty, anchors, s_detection, 1, 8);
        Verify(head, [new("cls.0", new(27, 4, 4), 0), new("reg.0", new(36, 4, 4), 432)]);
    }

    [Fact]
    public void Segmenter()
    {
        var head = new PspHeadSpec(2, Names("sky", "sea"), Array(0x06E6E6, 0x0907E6), 8, 1e-5, Array(1));
        Verify(head, [new("logits", new(2, 2, 2), 0)]);
    }

    [Fact]
    public void Segmenter_without_palette() =>
        Verify(
            new PspHeadSpec(256, EquatableArray<string>.Empty, EquatableArray<int>.Empty, 8, 1e-5, Array(1)),
            [new("logits", new(256, 2, 2), 0)]);

    private static void Verify(HeadSpec head, PlanOutput[] outputs, [CallerMemberName] string method = "")
    {
        var backbone = SpecReader.Read("small.json", TestSpecs.Small(head: TestSpecs.Features)).Spec!;
        var framing = new FramingSpec(FramingKind.Fit, 30, 31);
        var spec = backbone with { Head = head, Preprocessing = backbone.Preprocessing with { Framing = framing } };
        var plan = Planner.Plan(GraphBuilder.Build(backbone)) with { Outputs = outputs.ToEquatableArray() };
        var target = new ModelTarget("Demo", EquatableArray<string>.Empty, "Model");
        string api = ModelClassEmitter.Emit(target, spec, plan, VectorTarget.All);
        Assert.DoesNotContain(
            new GeneratorHarness(api).Compilation.GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Snapshot.Verify(api, "Model.g", method: method);
    }

    private static EquatableArray<int> Array(params int[] values) => values.ToEquatableArray();

    private static EquatableArray<double> Numbers(params double[] values) => values.ToEquatableArray();

    private static EquatableArray<string> Names(params string[] values) => values.ToEquatableArray();
}
