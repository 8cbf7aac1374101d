using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Support;

/// <summary>The detectors and segmenters of the paper, <c>ssdlite-1m</c> to <c>pspnet-5m</c>.</summary>
internal static class DownstreamSpecs
{
    private static readonly EquatableArray<string> s_noLabels = EquatableArray<string>.Empty;

    public static readonly string[] Names =
        [.. from network in new[] { "ssdlite", "retinanet", "deeplabv3", "pspnet" } from size in new[] { "1m", "2m", "5m" } select $"{network}-{size}"];

    public static ModelSpec Get(string name)
    {
        var (network, size) = (name[..^3], name[^2..]);
        var backbone = ShippedSpecs.All.Single(spec => spec.Name == $"emo-{size}").Spec!;
        int window = size != "5m" ? 7 : network is "ssdlite" or "retinanet" ? 10 : 16;
        var stages = backbone.Stages.Select(stage => stage with
        {
            Blocks = stage.Blocks.Select(block => block with { Attention = block.Attention is null ? null : block.Attention with { Window = window } }).ToEquatableArray(),
        });
        var (side, neck, head) = Parts(network);
        return backbone with { Name = name, Input = new InputSpec(3, side, side), Stages = stages.ToEquatableArray(), Neck = neck, Head = head };
    }

    private static (int Side, NeckSpec? Neck, HeadSpec Head) Parts(string network) => network switch
    {
        "ssdlite" => (
            320,
            new SsdNeckSpec(Array("stage3", "stage4"), Array(512, 256, 256, 128), ActivationKind.Relu6, 1e-3),
            new SsdLiteHeadSpec(80, s_noLabels, SsdAnchors(), new DetectionSpec(0.02, 1000, 0.45, 200, Array(0.1, 0.1, 0.2, 0.2)), ActivationKind.Relu6, 1e-3)),
        "retinanet" => (
            320,
            new FpnNeckSpec(Array("stage2", "stage3", "stage4"), 256, 2),
            new RetinaHeadSpec(80, s_noLabels, new OctaveAnchorSpec(Array(8, 16, 32, 64, 128), 4, 3, Array(0.5, 1, 2)), new DetectionSpec(0.05, 1000, 0.5, 100, Array(1d, 1, 1, 1)), 4, 256)),
        "deeplabv3" => (512, null, new AsppHeadSpec(150, s_noLabels, EquatableArray<int>.Empty, 256, 1e-5, Array(1, 12, 24, 36))),
        _ => (512, null, new PspHeadSpec(150, s_noLabels, EquatableArray<int>.Empty, 256, 1e-5, Array(1, 2, 3, 6))),
    };

    private static SsdAnchorSpec SsdAnchors() => new(
        Array(16, 32, 64, 107, 160, 320), Array(48, 100, 150, 202, 253, 304), Array(100, 150, 202, 253, 304, 320),
        Enumerable.Repeat(Array(2, 3), 6).ToEquatableArray());

    public static EquatableArray<T> Array<T>(params T[] items)
        where T : IEquatable<T> => items.ToEquatableArray();
}
