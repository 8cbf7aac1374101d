namespace Emo.Codegen.Specs;

/// <summary>The heads of segmenters. Palettes come from labels files.</summary>
internal static class SegmenterHeadReader
{
    private static readonly NumberList s_dilations = new(1, SpecLimits.MaxDilation, Whole: true, 1, SpecLimits.MaxBranches);
    private static readonly NumberList s_poolSizes = new(1, SpecLimits.MaxPoolSize, Whole: true, 1, SpecLimits.MaxBranches);

    public static AsppHeadSpec ReadAspp(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxSegmenterClasses);
        return new AsppHeadSpec(
            classes,
            labels,
            EquatableArray<int>.Empty,
            ReadWidth(source.Json),
            ReadEpsilon(source.Json),
            s_dilations.Ints(source.Json, "dilations", source.Problems));
    }

    public static PspHeadSpec ReadPsp(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxSegmenterClasses);
        return new PspHeadSpec(
            classes,
            labels,
            EquatableArray<int>.Empty,
            ReadWidth(source.Json),
            ReadEpsilon(source.Json),
            s_poolSizes.Ints(source.Json, "poolSizes", source.Problems));
    }

    private static int ReadWidth(ObjectReader head) => head.Int("width", 1, SpecLimits.MaxWidth);

    private static double ReadEpsilon(ObjectReader head) => head.Double("normEpsilon", 0, 1, exclusiveMin: true, defaultValue: 0.00001);
}
