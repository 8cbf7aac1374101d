namespace Emo.Codegen.Specs;

/// <summary>The heads of detectors; the defaults are mmdetection's configurations of EMO.</summary>
internal static class DetectorHeadReader
{
    private static readonly DetectionSpec s_ssdDefaults = new(0.02, 1000, 0.45, 200, new[] { 0.1, 0.1, 0.2, 0.2 }.ToEquatableArray());
    private static readonly DetectionSpec s_retinaDefaults = new(0.05, 1000, 0.5, 100, new[] { 1.0, 1, 1, 1 }.ToEquatableArray());

    public static SsdLiteHeadSpec ReadSsdLite(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxDetectorClasses);
        return new SsdLiteHeadSpec(
            classes,
            labels,
            AnchorReader.ReadSsd(source),
            ReadDetection(source.Json, s_ssdDefaults),
            source.Json.Activation("activation", ActivationKind.Relu6),
            source.Json.Double("normEpsilon", 0, 1, exclusiveMin: true, defaultValue: 0.001));
    }

    public static RetinaHeadSpec ReadRetina(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxDetectorClasses);
        return new RetinaHeadSpec(
            classes,
            labels,
            AnchorReader.ReadOctaves(source),
            ReadDetection(source.Json, s_retinaDefaults),
            source.Json.Int("depth", 1, SpecLimits.MaxHeadDepth),
            source.Json.Int("width", 1, SpecLimits.MaxWidth));
    }

    private static DetectionSpec ReadDetection(ObjectReader head, DetectionSpec defaults) => new(
        head.Double("scoreThreshold", 0, 1, exclusiveMin: false, defaults.ScoreThreshold),
        head.Int("preNms", 1, SpecLimits.MaxDetections, defaults.PreNms),
        head.Double("nmsThreshold", 0, 1, exclusiveMin: false, defaults.NmsThreshold),
        head.Int("maxDetections", 1, SpecLimits.MaxDetections, defaults.MaxDetections),
        head.Numbers("boxStd", 0.0001, 10, defaults.BoxStd.ToArray()),
        head.Enum<BoxPostprocessing>("postprocessing", defaults.Postprocessing));
}
