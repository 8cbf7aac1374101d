using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Onnx;

/// <summary>The layer graph of a spec, as the generator sees it.</summary>
internal static class SpecGraph
{
    /// <param name="name">A shipped spec's name.</param>
    /// <param name="height">Overrides the input's height in pixels.</param>
    /// <param name="width">Overrides the input's width in pixels.</param>
    public static LayerGraph Shipped(string name, int? height = null, int? width = null) =>
        Build(ShippedSpecs.Find(name) ?? throw new ArgumentException($"There is no shipped spec '{name}'.", nameof(name)), height, width);

    /// <param name="text">A spec as JSON text.</param>
    /// <param name="height">Overrides the input's height in pixels.</param>
    /// <param name="width">Overrides the input's width in pixels.</param>
    public static LayerGraph Parse(string text, int? height = null, int? width = null) =>
        Build(BackboneResolver.Resolve(SpecReader.Read("spec.json", text), []), height, width);

    private static LayerGraph Build(SpecReadResult result, int? height, int? width)
    {
        if (result.Spec is not { } spec)
            throw new ArgumentException($"The spec {result.Name} has problems: {string.Join("; ", result.Problems)}");
        return GraphBuilder.Build(new SpecOverrides(height, width, ClassCount: null).Apply(spec));
    }
}
