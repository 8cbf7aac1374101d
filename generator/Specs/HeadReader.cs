using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>head</c> object: classes of the picture, boxes, a label map, or the maps themselves.</summary>
internal static class HeadReader
{
    /// <summary>Null if nobody knows which properties such a head has.</summary>
    public static HeadSpec? Read(ObjectReader root, NeckSpec? neck, MapNames names, Problems problems, out JsonString? labelsFile)
    {
        labelsFile = null;
        var head = root.Object("head", required: true);
        if (head?.RequiredEnum<HeadKind>("type") is not { } kind)
            return null;
        var spec = kind == HeadKind.Features
            ? new FeaturesHeadSpec(names.Read(head, "outputs", neck?.Levels ?? 0))
            : ReadClasses(head, kind, neck, problems, out labelsFile);
        head.Finish();
        return spec;
    }

    private static HeadSpec ReadClasses(ObjectReader head, HeadKind kind, NeckSpec? neck, Problems problems, out JsonString? labelsFile)
    {
        int classes = head.Int("classes", 1, MaxClasses(kind));
        var labels = LabelsReader.Read(head, classes, problems, out labelsFile);
        return kind switch
        {
            HeadKind.SsdLite => DetectorHeadReader.ReadSsdLite(head, classes, labels, neck, problems),
            HeadKind.Retina => DetectorHeadReader.ReadRetina(head, classes, labels, neck, problems),
            HeadKind.Aspp => SegmenterHeadReader.ReadAspp(head, classes, labels, problems),
            HeadKind.Psp => SegmenterHeadReader.ReadPsp(head, classes, labels, problems),
            _ => new ClassifierHeadSpec(classes, labels, head.Int("preWidth", 0, SpecLimits.MaxPreWidth, defaultValue: 0)),
        };
    }

    private static int MaxClasses(HeadKind kind) => kind switch
    {
        HeadKind.SsdLite or HeadKind.Retina => SpecLimits.MaxDetectorClasses,
        HeadKind.Aspp or HeadKind.Psp => SpecLimits.MaxSegmenterClasses,
        _ => SpecLimits.MaxClasses,
    };

    private enum HeadKind
    {
        Classifier,
        Features,
        SsdLite,
        Retina,
        Aspp,
        Psp,
    }
}
