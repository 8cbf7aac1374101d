namespace Emo.Codegen.Specs;

/// <summary>The heads of segmenters. Palettes come from labels files.</summary>
internal static class SegmenterHeadReader
{
    private static readonly NumberList s_dilations = new(1, SpecLimits.MaxDilation, Whole: true, 1, SpecLimits.MaxBranches);
    private static readonly NumberList s_poolSizes = new(1, SpecLimits.MaxPoolSize, Whole: true, 1, SpecLimits.MaxBranches);

    public static AsppHeadSpec ReadAspp(ObjectReader head, int classes, EquatableArray<string> labels, Problems problems) =>
        new(classes, labels, EquatableArray<int>.Empty, ReadWidth(head), ReadEpsilon(head), s_dilations.Ints(head, "dilations", problems));

    public static PspHeadSpec ReadPsp(ObjectReader head, int classes, EquatableArray<string> labels, Problems problems) =>
        new(classes, labels, EquatableArray<int>.Empty, ReadWidth(head), ReadEpsilon(head), s_poolSizes.Ints(head, "poolSizes", problems));

    private static int ReadWidth(ObjectReader head) => head.Int("width", 1, SpecLimits.MaxWidth);

    private static double ReadEpsilon(ObjectReader head) => head.Double("normEpsilon", 0, 1, exclusiveMin: true, defaultValue: 0.00001);
}
