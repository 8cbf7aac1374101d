using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Support;

/// <summary>The detectors and segmenters of the paper, <c>ssdlite-1m</c> to <c>pspnet-5m</c>.</summary>
internal static class DownstreamSpecs
{
    public static readonly string[] Names =
    [
        .. from network in new[] { "ssdlite", "retinanet", "deeplabv3", "pspnet" }
           from size in new[] { "1m", "2m", "5m" }
           select $"{network}-{size}",
    ];

    /// <summary>As shipped, RetinaNet on 320x320.</summary>
    public static ModelSpec Get(string name)
    {
        var spec = ShippedSpecs.Find(name.Replace("-", "-emo-", StringComparison.Ordinal))!.Spec!;
        return spec with { Input = spec.Neck is FpnNeckSpec ? new InputSpec(3, 320, 320) : spec.Input };
    }

    public static EquatableArray<T> Array<T>(params T[] items)
        where T : IEquatable<T> => items.ToEquatableArray();
}
