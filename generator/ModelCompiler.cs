using Emo.Codegen.Specs;

namespace Emo.Codegen;

/// <summary>The data flow after the spec: layer graph, execution plan, emitted C#. Pure: the same input gives the same text.</summary>
internal static class ModelCompiler
{
    public static EquatableArray<GeneratedSource> Compile(ModelTarget target, ModelSpec spec)
    {
        _ = target;
        _ = spec;
        return EquatableArray<GeneratedSource>.Empty;
    }
}
