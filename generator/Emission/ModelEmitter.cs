using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The files of a model: its public API, its labels, its weights, and the network once for each vector width.</summary>
internal static class ModelEmitter
{
    public static EquatableArray<GeneratedSource> Emit(ModelTarget target, ModelSpec spec, ExecutionPlan plan)
    {
        string name = HintName(target);
        var sources = new List<GeneratedSource>
        {
            new($"{name}.g.cs", ModelClassEmitter.Emit(target, spec, plan), IsImplementation: false),
            new($"{name}.Weights.g.cs", WeightsEmitter.Emit(target, plan), IsImplementation: true),
        };
        foreach (var width in VectorWidth.All)
            sources.Add(new($"{name}.{width.Name}.g.cs", NetworkEmitter.Emit(target, plan, width), IsImplementation: true));
        return sources.ToEquatableArray();
    }

    /// <summary>Unique for each class: the full name with its containing types.</summary>
    private static string HintName(ModelTarget target)
    {
        var parts = target.ContainingTypes.Select(header => header.Substring(header.LastIndexOf(' ') + 1)).ToList();
        if (target.Namespace.Length > 0)
            parts.Insert(0, target.Namespace);
        parts.Add(target.ClassName);
        return string.Join(".", parts).Replace("@", "");
    }
}
