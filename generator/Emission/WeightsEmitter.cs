using System.Globalization;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The tensors that the model expects, and how they are folded and packed.</summary>
internal static class WeightsEmitter
{
    public static string Emit(ModelTarget target, ExecutionPlan plan)
    {
        var source = new SourceWriter();
        SourceHeader.EmitKernels(source);
        using (TargetScope.Open(source, target))
        {
            using (source.Block("static partial void DeclareStateDict(global::Emo.CompilerServices.StateDictDeclaration stateDict)"))
            {
                foreach (var tensors in plan.StateDict)
                    source.Line(Declaration(tensors));
                foreach (string prefix in plan.IgnoredPrefixes)
                    source.Line($"stateDict.Ignore(\"{prefix}\");");
            }

            source.Line();
            using (source.Block("static partial void PackWeights(global::Emo.CompilerServices.WeightPacker packer)"))
            {
                foreach (var weights in plan.Weights)
                    source.Line(Pack(weights));
            }
        }

        return source.ToString();
    }

    private static FormattableString Declaration(StateTensors t) => t.Kind switch
    {
        StateTensorKind.Convolution => $"stateDict.Convolution(\"{t.Name}\", outputs: {t.Outputs}, inputsPerGroup: {t.Inputs}, kernel: {t.Kernel}, bias: {Bool(t.Bias)});",
        StateTensorKind.Linear => $"stateDict.Linear(\"{t.Name}\", outputs: {t.Outputs}, inputs: {t.Inputs});",
        StateTensorKind.BatchNorm => $"stateDict.BatchNorm(\"{t.Name}\", channels: {t.Outputs});",
        StateTensorKind.LayerNorm => $"stateDict.LayerNorm(\"{t.Name}\", channels: {t.Outputs});",
        _ => throw new ArgumentOutOfRangeException(nameof(t), t.Kind, "unknown tensors"),
    };

    private static FormattableString Pack(PackedWeights weights) => weights switch
    {
        PointwiseWeights w => $"packer.Pointwise({w.Offset}, {Linear(w.Source)});",
        ConvolutionWeights w => $"packer.Convolution({w.Offset}, \"{w.Name}\", outputs: {w.Outputs}, inputs: {w.Inputs}, kernel: {w.Kernel}, bias: {Bool(w.Bias)}, norm: {(w.Norm is null ? "null" : BatchNorm(w.Norm))});",
        PanelConvolutionWeights w => $"packer.PanelConvolution({w.Offset}, \"{w.Name}\", outputs: {w.Outputs}, inputs: {w.Inputs}, kernel: {w.Kernel}, bias: {Bool(w.Bias)}, norm: {(w.Norm is null ? "null" : BatchNorm(w.Norm))});",
        DepthwiseWeights w => $"packer.Depthwise({w.Offset}, \"{w.Name}\", channels: {w.Channels}, kernel: {w.Kernel}, norm: {BatchNorm(w.Norm)});",
        LayerNormWeights w => $"packer.LayerNorm({w.Offset}, \"{w.Name}\", channels: {w.Channels});",
        BatchNormWeights w => $"packer.ScaleShift({w.Offset}, channels: {w.Norm.Channels}, {BatchNorm(w.Norm)});",
        _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, "unknown weights"),
    };

    private static string Linear(LinearSource source)
    {
        string groups = source.Groups == 1 ? "" : $", groups: {Text(source.Groups)}";
        string text = $"packer.Linear(\"{source.Name}\", outputs: {Text(source.Outputs)}, inputs: {Text(source.Inputs)}, bias: {Bool(source.Bias)}{groups})";
        if (source.Norm is { } norm)
            text += $".After({BatchNorm(norm)})";
        if (source.Inner is { } inner)
            text += $".After({Linear(inner)})";
        if (source.OutputNorm is { } outputNorm)
            text += $".Then({BatchNorm(outputNorm)})";
        if (source.Scale is { } scale)
            text += $".ScaleOutputs(count: {Text(scale.Count)}, factor: {scale.Factor.ToString("R", CultureInfo.InvariantCulture)})";
        return text;
    }

    private static string BatchNorm(BatchNormSource norm) =>
        $"packer.BatchNorm(\"{norm.Name}\", channels: {Text(norm.Channels)}, epsilon: {norm.Epsilon.ToString("R", CultureInfo.InvariantCulture)})";

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
