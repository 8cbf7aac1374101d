using System.Globalization;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>A window larger than its stage's map is padded with zeros: allowed, as in the official code, but seldom meant.</summary>
internal static class WindowWarnings
{
    /// <summary>The stages and blocks with such a window, from 0, and what their warnings say.</summary>
    public static IEnumerable<(int Stage, int Block, string[] Arguments)> Of(ModelSpec spec)
    {
        double height = Half(spec.Input.Height);
        double width = Half(spec.Input.Width);
        for (int stage = 0; stage < spec.Stages.Count; stage++)
        {
            var blocks = spec.Stages[stage].Blocks;
            for (int block = 0; block < blocks.Count; block++)
            {
                if (blocks[block].Attention is { } attention && attention.Window > Math.Max(height, width))
                {
                    double growth = (double)attention.Window * attention.Window / (height * width);
                    string map = $"{Text(height)}x{Text(width)}";
                    yield return (stage, block, [Text(attention.Window), Text(stage + 1), map, Text(Math.Round(growth, 1))]);
                }

                // A block attends before it halves the map.
                if (blocks[block].Stride > 1)
                    (height, width) = (Half(height), Half(width));
            }
        }
    }

    private static double Half(double size) => Math.Ceiling(size / 2);

    /// <summary>The window, or the attention that leaves it to the default: the block's own, or the stage's.</summary>
    public static JsonValue Place(JsonValue stage, int block)
    {
        var own = (Member(stage, "blocks") as JsonArray)?.Items[block];
        var attention = (own is null ? null : Member(own, "attention")) ?? Member(stage, "attention") ?? stage;
        return Member(attention, "window") ?? attention;
    }

    private static JsonValue? Member(JsonValue value, string name) =>
        (value as JsonObject)?.Members.FirstOrDefault(member => member.Name == name)?.Value;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
