using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The <c>stages</c> array. A stage's widths depend on the one before it.</summary>
internal static class StageReader
{
    public static EquatableArray<StageSpec> ReadAll(ObjectReader root, StemSpec stem, Problems problems)
    {
        var array = root.Array("stages", required: true);
        var stages = new List<StageSpec>();
        if (array is null)
            return stages.ToEquatableArray();
        if (array.Items.Count is 0 or > SpecLimits.MaxStages)
        {
            problems.Add(SpecDiagnostics.OutOfRange, array, "stages", $"an array of {array.Items.Count}", $"1 to {SpecLimits.MaxStages} stages");
            return stages.ToEquatableArray();
        }

        int previousWidth = stem.Width;
        foreach (var item in array.Items)
        {
            if (item is not JsonObject json)
            {
                problems.Add(SpecDiagnostics.WrongType, item, "stages", "an array of objects", item.Kind);
                continue;
            }

            var stage = Read(new ObjectReader(json, $"stage {stages.Count + 1}", problems), previousWidth, problems);
            stages.Add(stage);
            previousWidth = stage.Width;
        }

        return stages.ToEquatableArray();
    }

    private static StageSpec Read(ObjectReader reader, int previousWidth, Problems problems)
    {
        int depth = reader.Int("depth", 1, SpecLimits.MaxDepth);
        int width = reader.Int("width", 1, SpecLimits.MaxWidth);
        double expansion = reader.Double("expansion", 0, SpecLimits.MaxExpansion, exclusiveMin: true);
        int firstMid = (int)(previousWidth * expansion * 2);
        int mid = (int)(width * expansion);
        if (firstMid < 1 || (depth > 1 && mid < 1))
            reader.OutOfRange("expansion", reader.At("expansion"), $"large enough to leave a channel of {Math.Min(width, previousWidth * 2)}");
        var stage = new StageSpec(
            depth,
            width,
            expansion,
            Kernels.Read(reader),
            reader.Enum<NormKind>("norm", NormKind.Batch),
            reader.Enum<ActivationKind>("activation", ActivationKind.Silu),
            SqueezeExcites.Read(reader, depth > 1 ? Math.Min(mid, firstMid) : firstMid, defaultValue: 0),
            reader.Bool("bias", defaultValue: true),
            ReadAttention(reader, width, mid, problems));
        reader.Finish();
        return stage;
    }

    private static AttentionSpec? ReadAttention(ObjectReader stage, int width, int mid, Problems problems)
    {
        var reader = stage.Object("attention", required: false);
        if (reader is null)
            return null;
        var attention = new AttentionSpec(
            reader.Int("headWidth", 1, SpecLimits.MaxWidth),
            reader.Int("window", 0, SpecLimits.MaxInput, defaultValue: 7),
            reader.Enum<ValuePlacement>("value", ValuePlacement.After),
            reader.Bool("groupedValue", defaultValue: false));
        reader.Finish();

        if (width % attention.HeadWidth != 0)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent, reader.At("headWidth"),
                $"The head width {attention.HeadWidth} does not divide the stage's width {width}; the nearest that does is {NearestDivisor(width, attention.HeadWidth)}");
            return attention;
        }

        int heads = width / attention.HeadWidth;
        bool splitsMid = attention.GroupedValue || attention.Value == ValuePlacement.Before;
        if (splitsMid && mid % heads != 0)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent, stage.At("expansion"),
                $"The expanded width {mid} is not divisible by the {heads} heads, among which {(attention.GroupedValue ? "a grouped value" : "a value before the attention")} is split");
        }

        return attention;
    }

    private static int NearestDivisor(int number, int wanted) =>
        Enumerable.Range(1, number).Where(candidate => number % candidate == 0).OrderBy(candidate => Math.Abs(candidate - wanted)).First();
}
