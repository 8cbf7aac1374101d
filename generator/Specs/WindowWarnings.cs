using System.Globalization;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>A window larger than its stage's map is padded with zeros: allowed, as in the official code, but seldom meant.</summary>
internal static class WindowWarnings
{
    public static void Add(ModelSpec spec, JsonValue stages, Problems problems)
    {
        double height = Half(spec.Input.Height);
        double width = Half(spec.Input.Width);
        for (int stage = 0; stage < spec.Stages.Count; stage++)
        {
            height = Half(height);
            width = Half(width);
            if (spec.Stages[stage].Attention is { } attention && attention.Window > Math.Max(height, width))
            {
                double growth = (double)attention.Window * attention.Window / (height * width);
                problems.Add(
                    SpecDiagnostics.WindowBeyondMap, Place(((JsonArray)stages).Items[stage]),
                    Text(attention.Window), Text(stage + 1), $"{Text(height)}x{Text(width)}", Text(Math.Round(growth, 1)));
            }
        }
    }

    private static double Half(double size) => Math.Ceiling(size / 2);

    /// <summary>The window, or the attention that leaves it to the default.</summary>
    private static JsonValue Place(JsonValue stage)
    {
        var attention = Member(stage, "attention") ?? stage;
        return Member(attention, "window") ?? attention;
    }

    private static JsonValue? Member(JsonValue value, string name) => (value as JsonObject)?.Members.FirstOrDefault(member => member.Name == name)?.Value;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
