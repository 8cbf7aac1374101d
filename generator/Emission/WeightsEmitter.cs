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
                var packing = new PackingCall();
                foreach (var weights in plan.Weights)
                {
                    var (method, arguments) = weights.Accept(packing);
                    source.List($"packer.{method}(", [Code.Text(weights.Offset / sizeof(float)), .. arguments], ");");
                }
            }
        }

        return source.ToString();
    }

    private static FormattableString Declaration(StateTensors t) => t.Kind switch
    {
        StateTensorKind.Convolution => $"stateDict.Convolution(\"{t.Name}\", outputs: {t.Outputs}, inputsPerGroup: {t.Inputs}, kernel: {t.Kernel}, bias: {(t.Bias ? "true" : "false")});",
        StateTensorKind.Linear => $"stateDict.Linear(\"{t.Name}\", outputs: {t.Outputs}, inputs: {t.Inputs});",
        StateTensorKind.BatchNorm => $"stateDict.BatchNorm(\"{t.Name}\", channels: {t.Outputs});",
        StateTensorKind.LayerNorm => $"stateDict.LayerNorm(\"{t.Name}\", channels: {t.Outputs});",
    };
}
