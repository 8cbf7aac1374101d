using System.Globalization;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>anchors</c> of a detector's head: every list has an entry for each level of the neck.</summary>
internal static class AnchorReader
{
    private static readonly NumberList s_pixels = new(1, SpecLimits.MaxAnchorPixels, Whole: true, 1, SpecLimits.MaxLevels);
    private static readonly NumberList s_ssdRatios = new(2, SpecLimits.MaxAnchorRatio, Whole: true, 0, SpecLimits.MaxRatios);
    private static readonly NumberList s_octaveRatios = new(0.01, SpecLimits.MaxAnchorRatio, Whole: false, 1, SpecLimits.MaxRatios);

    public static SsdAnchorSpec ReadSsd(HeadSource head)
    {
        var anchors = head.Json.Object("anchors", required: true);
        if (anchors is null)
        {
            var none = EquatableArray<int>.Empty;
            return new SsdAnchorSpec(none, none, none, EquatableArray<EquatableArray<int>>.Empty);
        }

        var spec = new SsdAnchorSpec(
            s_pixels.Ints(anchors, "strides", head.Problems),
            s_pixels.Ints(anchors, "minSizes", head.Problems),
            s_pixels.Ints(anchors, "maxSizes", head.Problems),
            s_ssdRatios.Nested(anchors, "ratios", SpecLimits.MaxLevels, head.Problems));
        anchors.Finish();
        CheckLevels(anchors, head, "strides", "minSizes", "maxSizes", "ratios");
        return spec;
    }

    public static OctaveAnchorSpec ReadOctaves(HeadSource head)
    {
        var anchors = head.Json.Object("anchors", required: true);
        if (anchors is null)
            return new OctaveAnchorSpec(EquatableArray<int>.Empty, 1, 1, EquatableArray<double>.Empty);
        var spec = new OctaveAnchorSpec(
            s_pixels.Ints(anchors, "strides", head.Problems),
            anchors.Int("baseScale", 1, SpecLimits.MaxAnchorScale),
            anchors.Int("scalesPerOctave", 1, SpecLimits.MaxRatios),
            s_octaveRatios.Doubles(anchors, "ratios", head.Problems));
        anchors.Finish();
        CheckLevels(anchors, head, "strides");
        return spec;
    }

    private static void CheckLevels(ObjectReader anchors, HeadSource head, params string[] lists)
    {
        foreach (string list in lists)
        {
            if (head.Neck is { } neck && anchors.At(list) is JsonArray array && array.Items.Count != neck.Levels)
            {
                head.Problems.Add(
                    SpecDiagnostics.Inconsistent,
                    array,
                    $"The {list} have {Text(array.Items.Count)} entries, but the neck has {Text(neck.Levels)} levels");
            }
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
