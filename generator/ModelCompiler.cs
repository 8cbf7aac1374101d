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
    public static GeneratedSource EmitApi(PlannedModel model) => EmitApi(model, VectorTarget.All);

    /// <summary>The same for the targets that the project chooses.</summary>
    public static GeneratedSource EmitApi(PlannedModel model, IReadOnlyList<VectorTarget> targets) =>
        new($"{model.HintName}.g.cs", ModelClassEmitter.Emit(model.Target, model.Spec, model.Plan, targets));

    /// <summary>The public API of a class whose model has an error.</summary>
    public static GeneratedSource EmitSkeleton(SkeletonModel skeleton, CancellationToken cancellation = default)
    {
        var apis = skeleton.Specs.Select(spec => EmitApi(Plan(skeleton.Target, skeleton.HintName, spec, cancellation)).Text);
        return new GeneratedSource($"{skeleton.HintName}.g.cs", SkeletonEmitter.Emit(skeleton.Target, apis));
    }

    /// <summary>
    /// Weights, layer table, blocks and kernels: nothing in them is visible from outside, so an editor may leave them out.
    /// </summary>
    public static ModelImplementation EmitImplementation(PlannedModel model, CancellationToken cancellation = default) =>
        EmitImplementation(model, VectorTarget.All, cancellation);

    /// <summary>The same for the targets that the project, or a test, chooses.</summary>
    public static ModelImplementation EmitImplementation(
        PlannedModel model, IReadOnlyList<VectorTarget> targets, CancellationToken cancellation = default)
    {
        string name = model.HintName;
        var types = new GeneratedTypes(name);
        var members = new MemberSet();
        string network = NetworkEmitter.Emit(types, model.Plan, members, cancellation);
        var shared = targets.Select(target => new SharedMembers(target)).ToList();
        var kernels = targets.Zip(shared, (target, common) => new GeneratedSource(
            $"{name}.{target.Name}.g.cs", KernelsEmitter.Emit(types, model.Plan.Name, members.ForTarget(common), target, cancellation)));
        GeneratedSource[] sources =
        [
            new($"{name}.Weights.g.cs", WeightsEmitter.Emit(model.Target, model.Plan)),
            new($"{name}.Layers.g.cs", LayerTableEmitter.Emit(model.Target, model.Plan)),
            new($"{name}.Run.g.cs", EntryPointEmitter.Emit(model.Target, types, targets)),
            .. kernels,
            new($"{name}.Network.g.cs", network),
        ];
        return new ModelImplementation(
            model.Target,
            model.Plan.Blocks.Count,
            sources.ToEquatableArray(),
            shared.SelectMany(common => common.Used).ToEquatableArray());
    }

    /// <summary>What the models of an assembly have in common, a file for each target: none if there are no models.</summary>
    public static EquatableArray<GeneratedSource> EmitShared(
        IReadOnlyList<ModelImplementation> models, IReadOnlyList<VectorTarget> targets) => targets
        .Where(_ => models.Count > 0)
        .Select(target => new GeneratedSource(
            $"{SourceHeader.Namespace}.Tiles.{target.Name}.g.cs",
            SharedEmitter.Emit(target, models
                .SelectMany(model => model.Shared)
                .Where(member => member.Target == target.Name)
                .Distinct()
                .OrderBy(member => member.Name, StringComparer.Ordinal))))
        .ToEquatableArray();
}
