using System.Collections.Immutable;

namespace Emo.Checkpoints;

/// <summary>
/// The class names in a checkpoint of OpenMMLab: <c>meta.dataset_meta.classes</c> since mmengine, <c>meta.CLASSES</c> of mmcv before; the
/// same at the top level, where scripts that shorten a checkpoint leave them.
/// </summary>
internal static class TorchLabels
{
    private static readonly string[] s_keys = ["classes", "CLASSES"];

    /// <summary>The names that stand first; none where there are none.</summary>
    public static ImmutableArray<string> Find(PickleValue root)
    {
        var meta = Inside(root, "meta");
        PickleDictionary?[] places = [Inside(meta, "dataset_meta"), meta, Inside(root, "dataset_meta"), root as PickleDictionary];
        foreach (var place in places.OfType<PickleDictionary>())
        {
            foreach (string key in s_keys)
            {
                if (Names(place.Find(key)) is { IsEmpty: false } names)
                    return names;
            }
        }

        return [];
    }

    private static PickleDictionary? Inside(PickleValue? value, string key) =>
        (value as PickleDictionary)?.Find(key) as PickleDictionary;

    /// <summary>A tuple or a list of texts; a set has no order.</summary>
    private static ImmutableArray<string> Names(PickleValue? value)
    {
        var items = value switch
        {
            PickleTuple tuple => tuple.Items,
            PickleList { IsSet: false } list => list.Items,
            _ => [],
        };
        string[] names = [.. items.OfType<PickleText>().Select(text => text.Value)];
        return names.Length == items.Count ? ClassLabels.From(names) : [];
    }
}
