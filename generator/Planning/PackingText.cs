using System.Text;
using static System.FormattableString;

namespace Emo.Codegen.Planning;

/// <summary>
/// How a plan's weights are packed, as text that is the same in every culture and on every runtime. Records are taken
/// apart by position, so that a property added to one does not compile until it is written here.
/// </summary>
internal static class PackingText
{
    /// <summary>
    /// Counted up when the same records are packed into other bytes: after a change of the runtime's WeightPacker that no
    /// record shows.
    /// </summary>
    private const int LayoutVersion = 1;

    public static string Of(ExecutionPlan plan)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"layout {LayoutVersion}, {plan.Name}, {plan.WeightFloats} floats\n"));
        foreach (var weights in plan.Weights)
            text.Append(Invariant($"{weights.Offset} {weights.Floats} {Packed(weights)}\n"));
        return text.ToString();
    }

    private static string Packed(PackedWeights weights) => weights switch
    {
        PointwiseWeights(_, _, var source) => $"pointwise {Linear(source)}",
        ConvolutionWeights(_, _, var name, var outputs, var inputs, var kernel, var bias, var norm) =>
            Invariant($"convolution {name} {outputs} {inputs} {kernel} {bias}{Norm(norm)}"),
        PanelConvolutionWeights(_, _, var name, var outputs, var inputs, var kernel, var bias, var norm) =>
            Invariant($"panel convolution {name} {outputs} {inputs} {kernel} {bias}{Norm(norm)}"),
        DepthwiseWeights(_, _, var name, var channels, var kernel, var norm) => Invariant($"depthwise {name} {channels} {kernel}{Norm(norm)}"),
        LayerNormWeights(_, _, var name, var channels) => Invariant($"layer norm {name} {channels}"),
        BatchNormWeights(_, _, var norm) => $"batch norm{Norm(norm)}",
        _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, "unknown weights"),
    };

    private static string Linear(LinearSource source)
    {
        var (name, outputs, inputs, bias, groups, norm, inner, scale, outputNorm) = source;
        string text = Invariant($"{name} {outputs} {inputs} {bias} {groups}{Norm(norm)}");
        if (scale is var (count, factor))
            text += Invariant($" scale {count} {Bits(factor)}");
        if (outputNorm is not null)
            text += $" before{Norm(outputNorm)}";
        return inner is null ? text : $"{text} after {Linear(inner)}";
    }

    private static string Norm(BatchNormSource? norm) =>
        norm is var (name, channels, epsilon) ? Invariant($" norm {name} {channels} {Bits(epsilon)}") : "";

    /// <summary>The decimals of a double are not the same on every runtime; its bits are.</summary>
    private static string Bits(double value) => Invariant($"{BitConverter.DoubleToInt64Bits(value):x16}");
}
