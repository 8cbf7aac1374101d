using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen;

/// <summary>The data flow after the spec: layer graph, execution plan, emitted C#. Pure: the same input gives the same text.</summary>
internal static class ModelCompiler
{
    public static EquatableArray<GeneratedSource> Compile(ModelTarget target, ModelSpec spec)
    {
        var graph = GraphBuilder.Build(spec);
        var plan = Planner.Plan(graph);
        return ModelEmitter.Emit(target, spec, plan);
    }
}
