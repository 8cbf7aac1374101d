using System.Globalization;
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
            problems.Add(
                SpecDiagnostics.OutOfRange, array, "stages", $"an array of {array.Items.Count}", $"1 to {SpecLimits.MaxStages} stages");
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

    private static StageSpec Read(ObjectReader stage, int previousWidth, Problems problems)
    {
        int depth = stage.Int("depth", 1, SpecLimits.MaxDepth);
        int width = stage.Int("width", 1, SpecLimits.MaxWidth);
        int stride = stage.Int("stride", 1, 2, defaultValue: 2);
        var defaults = BlockSettings.ReadStage(stage, problems);
        var overrides = ReadBlocks(stage, depth, problems);
        stage.Finish();

        var blocks = overrides.Select((block, index) => index == 0
            ? new BlockReader(stage, defaults, block, previousWidth, stride, problems).Read()
            : new BlockReader(stage, defaults, block, width, firstStride: null, problems).Read());
        return new StageSpec(width, blocks.ToEquatableArray());
    }

    /// <summary>An object for each block, null where the stage's settings are its own.</summary>
    private static ObjectReader?[] ReadBlocks(ObjectReader stage, int depth, Problems problems)
    {
        var blocks = new ObjectReader?[depth];
        var array = stage.Array("blocks", required: false);
        if (array is null)
            return blocks;
        if (array.Items.Count != depth)
        {
            problems.Add(
                SpecDiagnostics.OutOfRange,
                array,
                "blocks",
                $"an array of {Text(array.Items.Count)}",
                $"an array of {Text(depth)} objects, one for each block of the stage's depth");
        }

        for (int i = 0; i < Math.Min(array.Items.Count, depth); i++)
        {
            if (array.Items[i] is JsonObject json)
                blocks[i] = new ObjectReader(json, $"block {Text(i + 1)}", problems);
            else
                problems.Add(SpecDiagnostics.WrongType, array.Items[i], "blocks", "an array of objects", array.Items[i].Kind);
        }

        return blocks;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
