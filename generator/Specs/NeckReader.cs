using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>The <c>neck</c> object: the levels of a detector.</summary>
internal static class NeckReader
{
    private static readonly NumberList s_extraWidths = new(2, SpecLimits.MaxWidth, Whole: true, 0, SpecLimits.MaxExtraLevels);

    public static NeckSpec? Read(ObjectReader root, MapNames names, Problems problems)
    {
        var neck = root.Object("neck", required: false);
        if (neck is null)
            return null;
        NeckSpec? spec = neck.RequiredEnum<NeckKind>("type") switch
        {
            NeckKind.Ssd => new SsdNeckSpec(
                names.Read(neck, "inputs", levels: 0),
                s_extraWidths.Ints(neck, "extraWidths", problems),
                neck.Activation(ActivationKind.Relu6),
                neck.Double("normEpsilon", 0, 1, exclusiveMin: true, defaultValue: 0.001)),
            NeckKind.Fpn => new FpnNeckSpec(
                names.Read(neck, "inputs", levels: 0),
                neck.Int("width", 1, SpecLimits.MaxWidth),
                neck.Int("extraLevels", 0, SpecLimits.MaxExtraLevels, defaultValue: 0)),
            _ => null, // Nobody knows which properties such a neck has.
        };
        if (spec is not null)
            neck.Finish();
        return spec;
    }

    /// <summary>A neck feeds a detector, or is what a spec without a head gives out.</summary>
    public static void CheckHead(ObjectReader root, NeckSpec? neck, HeadSpec? head, Problems problems)
    {
        if (!root.Has("neck") && head is DetectorHeadSpec)
            problems.Add(SpecDiagnostics.MissingProperty, root.At("head").Start, 1, "A spec with the head of a detector", "neck");
        else if (neck is not null && head is ClassifierHeadSpec or SegmenterHeadSpec)
            problems.Add(SpecDiagnostics.Inconsistent, root.At("neck"), "Classifiers and segmenters read the last stage: they have no neck");
        else if (neck is not null and not FpnNeckSpec && head is RetinaHeadSpec)
            problems.Add(SpecDiagnostics.Inconsistent, root.At("neck"), "The head 'retina' has the same weights for all levels, which must have one width: it needs the neck 'fpn'");
    }

    private enum NeckKind
    {
        Ssd,
        Fpn,
    }
}
