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

    public static SsdAnchorSpec ReadSsd(ObjectReader head, NeckSpec? neck, Problems problems)
    {
        var anchors = head.Object("anchors", required: true);
        if (anchors is null)
            return new SsdAnchorSpec(EquatableArray<int>.Empty, EquatableArray<int>.Empty, EquatableArray<int>.Empty, EquatableArray<EquatableArray<int>>.Empty);
        var spec = new SsdAnchorSpec(
            s_pixels.Ints(anchors, "strides", problems),
            s_pixels.Ints(anchors, "minSizes", problems),
            s_pixels.Ints(anchors, "maxSizes", problems),
            s_ssdRatios.Nested(anchors, "ratios", SpecLimits.MaxLevels, problems));
        anchors.Finish();
        CheckLevels(anchors, neck, problems, "strides", "minSizes", "maxSizes", "ratios");
        return spec;
    }

    public static OctaveAnchorSpec ReadOctaves(ObjectReader head, NeckSpec? neck, Problems problems)
    {
        var anchors = head.Object("anchors", required: true);
        if (anchors is null)
            return new OctaveAnchorSpec(EquatableArray<int>.Empty, 1, 1, EquatableArray<double>.Empty);
        var spec = new OctaveAnchorSpec(
            s_pixels.Ints(anchors, "strides", problems),
            anchors.Int("baseScale", 1, SpecLimits.MaxAnchorScale),
            anchors.Int("scalesPerOctave", 1, SpecLimits.MaxRatios),
            s_octaveRatios.Doubles(anchors, "ratios", problems));
        anchors.Finish();
        CheckLevels(anchors, neck, problems, "strides");
        return spec;
    }

    private static void CheckLevels(ObjectReader anchors, NeckSpec? neck, Problems problems, params string[] lists)
    {
        foreach (string list in lists)
        {
            if (neck is not null && anchors.At(list) is JsonArray array && array.Items.Count != neck.Levels)
                problems.Add(SpecDiagnostics.Inconsistent, array, $"The {list} have {Text(array.Items.Count)} entries, but the neck has {Text(neck.Levels)} levels");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
