using Emo.Codegen.Specs;
using static Emo.Codegen.Tests.Support.DownstreamSpecs;

namespace Emo.Codegen.Tests.Specs;

/// <summary>The shipped networks on EMOv2 are those of the official configurations.</summary>
public sealed class ShippedEmo2SpecTests
{
    private static readonly EquatableArray<string> s_stages = Array("stage1", "stage2", "stage3", "stage4");
    private static readonly EquatableArray<string> s_levels = Array("neck.0", "neck.1", "neck.2", "neck.3");

    public static TheoryData<string> Networks => [.. Emo2Names];

    /// <summary>Windows are 10 in every network of every size, and nothing else differs from the classifier.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void The_backbone_is_that_of_the_classifier_with_windows_of_10(string name)
    {
        var spec = Read(name);
        var classifier = Read($"emo2-{name.Split('-')[2]}");
        Assert.Equal((TensorNaming.Emo2, classifier.Stem), (spec.TensorNames, spec.Stem));
        Assert.Equal(
            classifier.Stages.SelectMany(stage => stage.Blocks).Select(
                block => block with { Attention = block.Attention is { } attention ? attention with { Window = 10 } : null }),
            spec.Stages.SelectMany(stage => stage.Blocks));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Input_neck_and_head_are_the_official_ones(string name)
    {
        var spec = Read(name);
        string[] parts = name.Split('-');
        var (height, width, framing, neck, head) = Parts(parts[0], parts[2]);
        Assert.Equal(new InputSpec(3, height, width), spec.Input);
        Assert.Equal(framing, spec.Preprocessing.Framing);
        Assert.Equal(NormalizationKind.Divide, spec.Preprocessing.Normalization);
        Assert.Equal((Array(0.485, 0.456, 0.406), Array(0.229, 0.224, 0.225)), (spec.Preprocessing.Mean, spec.Preprocessing.Std));
        Assert.Equal(neck, spec.Neck);
        var actual = Assert.IsAssignableFrom<ClassHeadSpec>(spec.Head);
        Assert.Equal(head.Classes, actual.Labels.Count);
        Assert.Equal(head, actual.WithNames(EquatableArray<string>.Empty, EquatableArray<int>.Empty));
    }

    /// <summary>Windows of 7 on 224, of 8 on the larger inputs; the same weights.</summary>
    [Theory]
    [InlineData("", 224, 256, 7)]
    [InlineData("-256", 256, 292, 8)]
    [InlineData("-512", 512, 585, 8)]
    public void Classifiers_differ_in_input_and_window(string suffix, int side, int resize, int window)
    {
        foreach (string size in suffix == "-512" ? ["1m", "2m", "5m"] : new[] { "1m", "2m", "5m", "20m" })
        {
            var spec = Read($"emo2-{size}{suffix}");
            Assert.Equal((new InputSpec(3, side, side), resize), (spec.Input, spec.Preprocessing.Resize));
            Assert.All(
                spec.Stages.SelectMany(stage => stage.Blocks).Select(block => block.Attention).OfType<AttentionSpec>(),
                attention => Assert.Equal((window, ValuePlacement.Before), (attention.Window, attention.Value)));
        }
    }

    private static ModelSpec Read(string name)
    {
        var result = ShippedSpecs.Find(name);
        Assert.NotNull(result);
        Assert.Empty(result.Problems);
        Assert.NotNull(result.Spec);
        return result.Spec;
    }

    private static (int Height, int Width, FramingSpec Framing, NeckSpec? Neck, ClassHeadSpec Head) Parts(string network, string size)
    {
        var noLabels = EquatableArray<string>.Empty;
        var noPalette = EquatableArray<int>.Empty;
        var allStages = new FpnNeckSpec(Array(1, 2, 3, 4), 256, 0);
        return network switch
        {
            "ssdlite" => Ssd(320),
            "ssdlite512" => Ssd(512),
            "retinanet" => (
                800,
                1344,
                new FramingSpec(FramingKind.Fit, 800, 1333),
                new FpnNeckSpec(Array(2, 3, 4), 256, 2),
                new RetinaHeadSpec(
                    80, noLabels, new OctaveAnchorSpec(Array(8, 16, 32, 64, 128), 4, 3, Array(0.5, 1, 2)),
                    new DetectionSpec(0.05, 1000, 0.5, 100, Array(1d, 1, 1, 1), BoxPostprocessing.Mmdetection3), 4, 256)),
            "deeplabv3" => Segmenter(null, new AsppHeadSpec(150, noLabels, noPalette, 256, 1e-5, Array(1, 12, 24, 36))),
            "pspnet" => Segmenter(null, new PspHeadSpec(150, noLabels, noPalette, 256, 1e-5, Array(1, 2, 3, 6))),
            "fpn" => Segmenter(allStages, new FpnHeadSpec(150, noLabels, noPalette, 128, 1e-5, Array(4, 8, 16, 32), s_levels)),
            _ => Segmenter(null, new SegformerHeadSpec(150, noLabels, noPalette, size == "1m" ? 180 : 288, 1e-5, s_stages)),
        };

        static (int, int, FramingSpec, NeckSpec?, ClassHeadSpec) Segmenter(NeckSpec? neck, SegmenterHeadSpec head) =>
            (512, 512, new FramingSpec(FramingKind.Stretch, 512, 512), neck, head);
    }

    /// <summary>The anchors of 512 are those of 320, although the maps are others.</summary>
    private static (int, int, FramingSpec, NeckSpec?, ClassHeadSpec) Ssd(int side) => (
        side,
        side,
        new FramingSpec(FramingKind.Stretch, side, side),
        new SsdNeckSpec(Array(3, 4), Array(512, 256, 256, 128), ActivationKind.Relu6, 1e-3),
        new SsdLiteHeadSpec(
            80,
            EquatableArray<string>.Empty,
            new SsdAnchorSpec(
                Array(16, 32, 64, 107, 160, 320), Array(48, 100, 150, 202, 253, 304), Array(100, 150, 202, 253, 304, 320),
                Enumerable.Repeat(Array(2, 3), 6).ToEquatableArray()),
            new DetectionSpec(0.02, 1000, 0.45, 200, Array(0.1, 0.1, 0.2, 0.2), BoxPostprocessing.Mmdetection3),
            ActivationKind.Relu6,
            1e-3));
}
