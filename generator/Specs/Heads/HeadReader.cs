using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>head</c> object: classes of the picture, boxes, a label map, or the maps themselves.</summary>
internal static class HeadReader
{
    private static readonly NameTable<Func<HeadSource, HeadSpec>> s_heads = new(
        ("classifier", ReadClassifier),
        ("features", ReadFeatures),
        ("ssdlite", DetectorHeadReader.ReadSsdLite),
        ("retina", DetectorHeadReader.ReadRetina),
        ("aspp", SegmenterHeadReader.ReadAspp),
        ("psp", SegmenterHeadReader.ReadPsp),
        ("fpn", SegmenterHeadReader.ReadFpn),
        ("segformer", SegmenterHeadReader.ReadSegformer));

    /// <summary>Null if nobody knows which properties such a head has.</summary>
    public static HeadSpec? Read(ObjectReader root, NeckSpec? neck, MapNames names, Problems problems, out JsonString? labelsFile)
    {
        labelsFile = null;
        var head = root.Object("head", required: true);
        if (head is null || !head.TryName("type", s_heads, required: true, out var read))
            return null;
        int? levels = neck is null && root.Has("neck") ? null : neck?.Levels ?? 0;
        var source = new HeadSource(head, neck, levels, names, problems);
        var spec = read(source);
        labelsFile = source.LabelsFile;
        head.Finish();
        return spec;
    }

    /// <summary>Whether a head and the neck before it, or none, go together.</summary>
    public static void CheckNeck(ObjectReader root, NeckSpec? neck, HeadSpec? head, Problems problems)
    {
        if (!root.Has("neck") && head is { NeedsNeck: true })
            problems.Add(SpecDiagnostics.MissingProperty, root.At("head").Start, 1, "A spec with the head of a detector", "neck");
        else if (neck is not null && head?.Objection(neck) is { } objection)
            problems.Add(SpecDiagnostics.Inconsistent, root.At("neck"), objection);
    }

    private static FeaturesHeadSpec ReadFeatures(HeadSource source) =>
        new(source.Names.Read(source.Json, "outputs", source.Levels));

    private static ClassifierHeadSpec ReadClassifier(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxClasses);
        var spec = new ClassifierHeadSpec(
            classes,
            labels,
            source.Json.Int("preWidth", 0, SpecLimits.MaxPreWidth, defaultValue: 0),
            source.Json.Int("convolutionWidth", 0, SpecLimits.MaxPreWidth, defaultValue: 0),
            source.Json.Activation("activation", ActivationKind.Silu));
        if (spec.ConvolutionWidth == 0 && source.Json.Has("activation"))
        {
            source.Problems.Add(
                SpecDiagnostics.Inconsistent, source.Json.At("activation"), "'activation' belongs to a 'convolutionWidth' above 0");
        }

        return spec;
    }
}
