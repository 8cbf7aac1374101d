using Emo.Codegen.Emission;
using Emo.Codegen.Emission.Kernels;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen;

/// <summary>The data flow after the spec: layer graph, execution plan, emitted C#. Pure: the same input gives the same text.</summary>
internal static class ModelCompiler
{
    public static PlannedModel Plan(ModelTarget target, string hintName, ModelSpec spec, CancellationToken cancellation = default) =>
        new(target, hintName, spec, Planner.Plan(GraphBuilder.Build(spec), cancellation));

    /// <summary>The public API of the model: small, and enough for an editor.</summary>
    public static GeneratedSource EmitApi(PlannedModel model) =>
        new($"{model.HintName}.g.cs", ModelClassEmitter.Emit(model.Target, model.Spec, model.Plan));

    /// <summary>Weights, layer table, blocks and kernels: nothing in them is visible from outside, so an editor may leave them out.</summary>
    public static ModelImplementation EmitImplementation(PlannedModel model, CancellationToken cancellation = default)
    {
        string name = model.HintName;
        var types = new GeneratedTypes(name);
        var sources = new List<GeneratedSource>
        {
            new($"{name}.Weights.g.cs", WeightsEmitter.Emit(model.Target, model.Plan)),
            new($"{name}.Layers.g.cs", LayerTableEmitter.Emit(model.Target, model.Plan)),
            new($"{name}.Run.g.cs", EntryPointEmitter.Emit(model.Target, types)),
        };
        IReadOnlyList<string> signatures = [];
        var networkKernels = new KernelSet();
        var network = new NetworkEmitter(types, model.Plan, networkKernels, cancellation);
        foreach (var width in VectorWidth.All)
        {
            var kernels = networkKernels.ForWidth();
            sources.Add(new($"{name}.{width.Name}.g.cs", KernelsEmitter.Emit(types, model.Plan.Name, kernels, width, cancellation)));
            signatures = kernels.Signatures;
        }

        sources.Add(new($"{name}.Network.g.cs", network.Finish(signatures)));
        return new ModelImplementation(model.Target, model.Plan.Blocks.Count, sources.ToEquatableArray());
    }
}
