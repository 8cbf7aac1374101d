using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Support;

/// <summary>The detectors and segmenters of the papers: EMO's, <c>ssdlite-1m</c> to <c>pspnet-5m</c>, and EMOv2's.</summary>
internal static class DownstreamSpecs
{
    public static readonly string[] Names =
    [
        .. from network in new[] { "ssdlite", "retinanet", "deeplabv3", "pspnet" }
           from size in new[] { "1m", "2m", "5m" }
           select $"{network}-{size}",
    ];

    /// <summary>EMOv2's, <c>ssdlite-emo2-1m</c> to <c>segformer-emo2-20m</c>.</summary>
    public static readonly string[] Emo2Names =
    [
        .. from network in new[] { "ssdlite", "ssdlite512", "retinanet", "deeplabv3", "pspnet", "fpn", "segformer" }
           from size in new[] { "1m", "2m", "5m", "20m" }
           select $"{network}-emo2-{size}",
    ];

    /// <summary>EMO's as shipped, RetinaNet on 320x320.</summary>
    public static ModelSpec Get(string name) => Shipped(name.Replace("-", "-emo-", StringComparison.Ordinal));

    /// <summary>By the whole name; RetinaNet on 320x320.</summary>
    public static ModelSpec Shipped(string name)
    {
        var spec = ShippedSpecs.Find(name)!.Spec!;
        return spec with { Input = spec.Head is RetinaHeadSpec ? new InputSpec(3, 320, 320) : spec.Input };
    }

    public static EquatableArray<T> Array<T>(params T[] items)
        where T : IEquatable<T> => items.ToEquatableArray();
}
