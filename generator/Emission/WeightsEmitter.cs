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

    private static string Declaration(StateTensors tensors)
    {
        var (kind, name, outputs, inputs, kernelSize, bias) = tensors;
        return "stateDict." + kind switch
        {
            StateTensorKind.Convolution => FormattableString.Invariant(
                $"Convolution(\"{name}\", outputs: {outputs}, inputsPerGroup: {inputs}, kernelSize: {kernelSize}, bias: {(bias ? "true" : "false")});"),
            StateTensorKind.Linear => FormattableString.Invariant($"Linear(\"{name}\", outputs: {outputs}, inputs: {inputs});"),
            StateTensorKind.BatchNorm => FormattableString.Invariant($"BatchNorm(\"{name}\", channels: {outputs});"),
            StateTensorKind.LayerNorm => FormattableString.Invariant($"LayerNorm(\"{name}\", channels: {outputs});"),
        };
    }
}
