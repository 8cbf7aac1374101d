using System.Globalization;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>The heads of segmenters. Palettes come from labels files.</summary>
internal static class SegmenterHeadReader
{
    private static readonly NumberList s_dilations = new(1, SpecLimits.MaxDilation, Whole: true, 1, SpecLimits.MaxBranches);
    private static readonly NumberList s_poolSizes = new(1, SpecLimits.MaxPoolSize, Whole: true, 1, SpecLimits.MaxBranches);
    private static readonly NumberList s_strides = new(1, SpecLimits.MaxAnchorPixels, Whole: true, 1, SpecLimits.MaxBranches);

    public static AsppHeadSpec ReadAspp(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxSegmenterClasses);
        return new AsppHeadSpec(
            classes,
            labels,
            EquatableArray<int>.Empty,
            ReadWidth(source.Json),
            ReadEpsilon(source.Json),
            s_dilations.Ints(source.Json, "dilations", source.Problems),
            ReadMap(source));
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
            s_poolSizes.Ints(source.Json, "poolSizes", source.Problems),
            ReadMap(source));
    }

    public static FpnHeadSpec ReadFpn(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxSegmenterClasses);
        var head = new FpnHeadSpec(
            classes,
            labels,
            EquatableArray<int>.Empty,
            ReadWidth(source.Json),
            ReadEpsilon(source.Json),
            s_strides.Ints(source.Json, "strides", source.Problems),
            ReadMaps(source));
        CheckStrides(source, head);
        return head;
    }

    public static SegformerHeadSpec ReadSegformer(HeadSource source)
    {
        var (classes, labels) = source.ReadClasses(SpecLimits.MaxSegmenterClasses);
        return new SegformerHeadSpec(
            classes, labels, EquatableArray<int>.Empty, ReadWidth(source.Json), ReadEpsilon(source.Json), ReadMaps(source));
    }

    /// <summary>Each map is doubled until it has the stride of the first.</summary>
    private static void CheckStrides(HeadSource source, FpnHeadSpec head)
    {
        var strides = head.Strides;
        if (strides.Count > 0 && head.Inputs.Count > 0 && strides.Count != head.Inputs.Count)
        {
            source.Problems.Add(
                SpecDiagnostics.Inconsistent,
                source.Json.At("strides"),
                $"'strides' has {Text(strides.Count)} numbers for {Text(head.Inputs.Count)} maps in 'inputs': it needs one for each");
        }

        for (int i = 1; i < strides.Count; i++)
        {
            if (strides[i] <= strides[i - 1] || strides[i] != strides[0] << head.Doublings(i))
            {
                source.Problems.Add(
                    SpecDiagnostics.Inconsistent,
                    source.Json.At("strides"),
                    $"'strides' has {Text(strides[i])} behind {Text(strides[i - 1])}: each is larger than the one before it, and the " +
                    $"first, {Text(strides[0])}, times a power of two");
                return;
            }
        }
    }

    /// <summary>The one map of a head that may have another than the last stage.</summary>
    private static EquatableArray<string> ReadMap(HeadSource source) =>
        source.Json.Has("inputs") ? source.ReadInputs(maxCount: 1) : EquatableArray<string>.Empty;

    private static EquatableArray<string> ReadMaps(HeadSource source) => source.ReadInputs(SpecLimits.MaxBranches);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int ReadWidth(ObjectReader head) => head.Int("width", 1, SpecLimits.MaxWidth);

    private static double ReadEpsilon(ObjectReader head) => head.Double("normEpsilon", 0, 1, exclusiveMin: true, defaultValue: 0.00001);
}
