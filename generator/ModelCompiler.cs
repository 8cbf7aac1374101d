using Emo.Codegen.Emission;
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

    /// <summary>Weights, layer table and kernels: nothing in them is visible from outside, so an editor may leave them out.</summary>
    public static ModelImplementation EmitImplementation(PlannedModel model, CancellationToken cancellation = default)
    {
        string name = model.HintName;
        var sources = new List<GeneratedSource>
        {
            new($"{name}.Weights.g.cs", WeightsEmitter.Emit(model.Target, model.Plan)),
            new($"{name}.Layers.g.cs", LayerTableEmitter.Emit(model.Target, model.Plan)),
        };
        foreach (var width in VectorWidth.All)
            sources.Add(new($"{name}.{width.Name}.g.cs", NetworkEmitter.Emit(model.Target, model.Plan, width, cancellation)));
        return new ModelImplementation(model.Target, model.Plan.Blocks.Count, sources.ToEquatableArray());
    }
}
