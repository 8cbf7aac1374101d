using System.Text;
using static System.FormattableString;

namespace Emo.Codegen.Planning;

/// <summary>How a plan's weights are packed, as text that is the same in every culture and on every runtime.</summary>
internal static class PackingText
{
    /// <summary>
    /// Counted up when the same records are packed into other bytes: after a change of the runtime's WeightPacker that no
    /// record shows.
    /// </summary>
    private const int LayoutVersion = 1;

    /// <summary>
    /// Places and sizes in floats: the text is older than the plan's bytes, and files that were saved by it go on loading.
    /// </summary>
    public static string Of(ExecutionPlan plan)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"layout {LayoutVersion}, {plan.Name}, {Floats(plan.WeightBytes)} floats\n"));
        foreach (var weights in plan.Weights)
            text.Append(Invariant($"{Floats(weights.Offset)} {Floats(weights.Bytes)} {weights.PackingText}\n"));
        return text.ToString();
    }

    private static long Floats(long bytes) => bytes / sizeof(float);
}
