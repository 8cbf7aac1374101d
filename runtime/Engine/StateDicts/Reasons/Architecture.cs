using System.Collections.Immutable;

namespace Emo.CompilerServices;

/// <summary>Which network of the published ones has these names and shapes.</summary>
/// <param name="Family">EMO or EMOv2.</param>
/// <param name="Size">The name of the published size, or null.</param>
/// <param name="Head">What is built on the backbone, <c>an SSDLite</c> for example; null for a classifier, empty for nothing.</param>
internal sealed record Architecture(string Family, string? Size, string? Head)
{
    private const string Backbone = "backbone.";

    // Sources: EMO (ICCV 2023), table 2, upstream configs/mobile/cls_emo.py; EMOv2, upstream configs/emo2/emo2_cls.py.
    private static readonly (string Family, string Name, int[] Depths, int[] Widths)[] s_sizes =
    [
        ("EMO", "emo-1m", [2, 2, 8, 3], [32, 48, 80, 168]),
        ("EMO", "emo-2m", [3, 3, 9, 3], [32, 48, 120, 200]),
        ("EMO", "emo-5m", [3, 3, 9, 3], [48, 72, 160, 288]),
        ("EMO", "emo-6m", [3, 3, 9, 3], [48, 72, 160, 320]),
        ("EMOv2", "emo2-1m", [2, 2, 8, 3], [32, 48, 80, 180]),
        ("EMOv2", "emo2-2m", [3, 3, 9, 3], [32, 48, 120, 200]),
        ("EMOv2", "emo2-5m", [3, 3, 9, 3], [48, 72, 160, 288]),
        ("EMOv2", "emo2-20m", [3, 3, 13, 3], [64, 128, 320, 448]),
    ];

    /// <summary>The first layer, whose names differ.</summary>
    private static readonly (string Family, string Name)[] s_stems =
    [
        ("EMO", "stage0.0.convs.0.0.weight"),
        ("EMOv2", "stage0.0.conv.weight"),
    ];

    private static readonly (string Name, string Head)[] s_heads =
    [
        ("bbox_head.retina_cls.weight", "a RetinaNet"),
        ("bbox_head.cls_convs.0.1.weight", "an SSDLite"),
        ("decode_head.aspp_modules.0.conv.weight", "a DeepLabv3"),
        ("decode_head.psp_modules.0.1.conv.weight", "a PSPNet"),
        ("decode_head.fusion_conv.conv.weight", "a SegFormer"),
        ("decode_head.scale_heads.0.0.conv.weight", "a Semantic FPN"),
    ];

    /// <summary>The network, or null where it is none of these families.</summary>
    public static Architecture? Find(IEnumerable<string> names, Func<string, ImmutableArray<long>?> shapeOf)
    {
        foreach (string name in names)
        {
            foreach (var (family, stem) in s_stems)
            {
                if (name == stem || name.EndsWith("." + stem, StringComparison.Ordinal))
                    return Under(name[..^stem.Length], family, shapeOf);
            }
        }

        return null;
    }

    /// <summary>Whether one can stand for the other, as far as can be told: a backbone may have any network built on it.</summary>
    public bool IsLike(Architecture model) =>
        Family == model.Family && Size == model.Size && (Head == model.Head || model.Head == "");

    /// <inheritdoc/>
    public override string ToString() => Head switch
    {
        null => Size ?? $"an {Family} classifier",
        "" => $"the backbone of {Size ?? ("an " + Family)}",
        _ => $"{Head} on {Size ?? ("an " + Family)}",
    };

    private static Architecture Under(string prefix, string family, Func<string, ImmutableArray<long>?> shapeOf)
    {
        var size = s_sizes.FirstOrDefault(size =>
            size.Family == family && Enumerable.Range(0, size.Depths.Length).All(
                stage => HasStage($"{prefix}stage{stage + 1}", size.Depths[stage], size.Widths[stage], shapeOf)));
        string outer = prefix.EndsWith(Backbone, StringComparison.Ordinal) ? prefix[..^Backbone.Length] : prefix;
        string? head = s_heads.FirstOrDefault(head => shapeOf(outer + head.Name) is not null).Head;
        return new Architecture(family, size.Name, head ?? (shapeOf(prefix + "head.weight") is null ? "" : null));
    }

    private static bool HasStage(string stage, int depth, int width, Func<string, ImmutableArray<long>?> shapeOf) =>
        shapeOf($"{stage}.{depth - 1}.proj.conv.weight") is { Length: 4 } last && last[0] == width &&
        shapeOf($"{stage}.{depth}.proj.conv.weight") is null;
}
