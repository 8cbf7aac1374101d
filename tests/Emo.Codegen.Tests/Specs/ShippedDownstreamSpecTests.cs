using Emo.Codegen.Specs;
using static Emo.Codegen.Tests.Support.DownstreamSpecs;

namespace Emo.Codegen.Tests.Specs;

/// <summary>The shipped detectors and segmenters are those of the official configurations.</summary>
public sealed class ShippedDownstreamSpecTests
{
    private static readonly EquatableArray<double> s_mean = Array(0.485, 0.456, 0.406);
    private static readonly EquatableArray<double> s_std = Array(0.229, 0.224, 0.225);

    public static TheoryData<string> Networks => [.. Names];

    /// <summary>Another window needs no other weights, so the backbones' windows differ by network and size.</summary>
    [Theory]
    [InlineData("ssdlite", 7, 7, 10)]
    [InlineData("retinanet", 7, 7, 10)]
    [InlineData("deeplabv3", 7, 7, 16)]
    [InlineData("pspnet", 7, 7, 16)]
    public void The_backbone_is_that_of_the_classifier_with_windows_of_its_own(string network, int window1M, int window2M, int window5M)
    {
        foreach (var (size, window) in new[] { ("1m", window1M), ("2m", window2M), ("5m", window5M) })
        {
            var spec = Read($"{network}-emo-{size}");
            var classifier = ShippedSpecs.Find($"emo-{size}")!.Spec!;
            Assert.Equal(classifier.Stem, spec.Stem);
            Assert.Equal(classifier.Stages.Select(stage => stage.Width), spec.Stages.Select(stage => stage.Width));
            Assert.Equal(
                classifier.Stages.SelectMany(stage => stage.Blocks).Select(
                    block => block with { Attention = block.Attention is { } attention ? attention with { Window = window } : null }),
                spec.Stages.SelectMany(stage => stage.Blocks));
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Input_neck_and_head_are_the_official_ones(string network)
    {
        var spec = Read(network.Replace("-", "-emo-", StringComparison.Ordinal));
        var (input, framing, neck, head) = Parts(network[..^3]);
        Assert.Equal(new InputSpec(3, input.Height, input.Width), spec.Input);
        Assert.Equal(framing, spec.Preprocessing.Framing);
        Assert.Equal((s_mean, s_std), (spec.Preprocessing.Mean, spec.Preprocessing.Std));
        Assert.Equal(neck, spec.Neck);
        var actual = Assert.IsAssignableFrom<ClassHeadSpec>(spec.Head);
        Assert.Equal(head.Classes, actual.Labels.Count);
        Assert.Equal(
            head,
            actual is SegmenterHeadSpec segmenter
                ? segmenter with { Labels = head.Labels, Palette = EquatableArray<int>.Empty }
                : actual with { Labels = head.Labels });
    }

    [Fact]
    public void Labels_and_palettes_come_from_the_files()
    {
        var detector = Assert.IsType<SsdLiteHeadSpec>(Read("ssdlite-emo-1m").Head);
        Assert.Equal(("person", "toothbrush"), (detector.Labels[0], detector.Labels[79]));
        var segmenter = Assert.IsType<PspHeadSpec>(Read("pspnet-emo-1m").Head);
        Assert.Equal(("wall", "bed", "flag"), (segmenter.Labels[0], segmenter.Labels[7], segmenter.Labels[149]));
        Assert.Equal(150, segmenter.Palette.Count);
        Assert.Equal(
            (0x787878, 0xb47878, 0x06e6e6, 0x5c00ff),
            (segmenter.Palette[0], segmenter.Palette[1], segmenter.Palette[2], segmenter.Palette[149]));
    }

    /// <summary>Those that were trained for this project have names of their own, in the order of their goldens' classes.</summary>
    [Theory]
    [InlineData("ssdlite-cells", "red blood cell,white blood cell,platelet")]
    [InlineData("deeplabv3-nuclei", "background,nucleus")]
    public void Trained_networks_name_their_classes(string name, string labels)
    {
        var head = Assert.IsAssignableFrom<ClassHeadSpec>(Read(name).Head);
        Assert.Equal(labels, string.Join(',', head.Labels));
        Assert.Equal(head.Classes, head.Labels.Count);
    }

    private static ModelSpec Read(string name)
    {
        var result = ShippedSpecs.Find(name);
        Assert.NotNull(result);
        Assert.Empty(result.Problems);
        Assert.NotNull(result.Spec);
        return result.Spec;
    }

    private static ((int Height, int Width) Input, FramingSpec Framing, NeckSpec? Neck, ClassHeadSpec Head) Parts(string network)
    {
        var noLabels = EquatableArray<string>.Empty;
        var noPalette = EquatableArray<int>.Empty;
        return network switch
        {
            "ssdlite" => (
                (320, 320),
                new FramingSpec(FramingKind.Stretch, 320, 320),
                new SsdNeckSpec(Array(3, 4), Array(512, 256, 256, 128), ActivationKind.Relu6, 1e-3),
                new SsdLiteHeadSpec(
                    80, noLabels, SsdAnchors(),
                    new DetectionSpec(0.02, 1000, 0.45, 200, Array(0.1, 0.1, 0.2, 0.2)), ActivationKind.Relu6, 1e-3)),
            "retinanet" => (
                (800, 1344),
                new FramingSpec(FramingKind.Fit, 800, 1333),
                new FpnNeckSpec(Array(2, 3, 4), 256, 2),
                new RetinaHeadSpec(
                    80, noLabels, new OctaveAnchorSpec(Array(8, 16, 32, 64, 128), 4, 3, Array(0.5, 1, 2)),
                    new DetectionSpec(0.05, 1000, 0.5, 100, Array(1d, 1, 1, 1)), 4, 256)),
            "deeplabv3" => (
                (512, 512),
                new FramingSpec(FramingKind.Stretch, 512, 512),
                null,
                new AsppHeadSpec(150, noLabels, noPalette, 256, 1e-5, Array(1, 12, 24, 36))),
            _ => (
                (512, 512),
                new FramingSpec(FramingKind.Stretch, 512, 512),
                null,
                new PspHeadSpec(150, noLabels, noPalette, 256, 1e-5, Array(1, 2, 3, 6))),
        };
    }

    private static SsdAnchorSpec SsdAnchors() => new(
        Array(16, 32, 64, 107, 160, 320), Array(48, 100, 150, 202, 253, 304), Array(100, 150, 202, 253, 304, 320),
        Enumerable.Repeat(Array(2, 3), 6).ToEquatableArray());
}
