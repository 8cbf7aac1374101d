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
                    EmitDeclaration(source, tensors);
                foreach (string prefix in plan.IgnoredPrefixes)
                    source.Line($"stateDict.Ignore(\"{prefix}\");");
                if (plan.PreferredKey is { } key)
                    source.Line($"stateDict.Prefer(\"{key}\");");
            }

            source.Line();
            using (source.Block("static partial void PackWeights(global::Emo.CompilerServices.WeightPacker packer)"))
            {
                var packing = new PackingCalls();
                foreach (var weights in plan.Weights)
                    weights.Accept(packing).Emit(source, weights.Offset);
                if (plan.Embedding?.Norm is { } norm)
                    source.Line(PackingCalls.Embedding(norm));
            }
        }

        return source.ToString();
    }

    private static void EmitDeclaration(SourceWriter source, StateTensors tensors)
    {
        string outputs = Code.Text(tensors.Outputs);
        string inputs = Code.Text(tensors.Inputs);
        string kernelSize = Code.Text(tensors.KernelSize);
        string bias = tensors.Bias ? "true" : "false";
        (string Method, string[] Arguments) declaration = tensors.Kind switch
        {
            StateTensorKind.Convolution => (
                "Convolution", [$"outputs: {outputs}", $"inputsPerGroup: {inputs}", $"kernelSize: {kernelSize}", $"bias: {bias}"]),
            StateTensorKind.Linear => ("Linear", [$"outputs: {outputs}", $"inputs: {inputs}"]),
            StateTensorKind.BatchNorm => ("BatchNorm", [$"channels: {outputs}"]),
            StateTensorKind.LayerNorm => ("LayerNorm", [$"channels: {outputs}"]),
            StateTensorKind.LayerScale => ("LayerScale", [$"channels: {outputs}"]),
        };
        source.List($"stateDict.{declaration.Method}(", [$"\"{tensors.Name}\"", .. declaration.Arguments], ");");
    }
}
