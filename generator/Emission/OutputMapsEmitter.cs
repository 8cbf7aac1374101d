using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Where each output of a network lies in the caller's buffer, and the buffer's length.</summary>
internal static class OutputMapsEmitter
{
    public static void Emit(
        SourceWriter source, ExecutionPlan plan, (string Name, string Summary) length, (string Name, string Summary) maps)
    {
        source.Summary(length.Summary);
        source.Line($"public const int {length.Name} = {plan.Outputs.Sum(output => output.Shape.Channels * output.Shape.Cells)};");
        source.Line();
        source.Summary(maps.Summary);
        source.Line($"public static global::System.Collections.Generic.IReadOnlyList<global::Emo.FeatureMap> {maps.Name} {{ get; }} =");
        using var value = source.Indent();
        source.Line("new global::Emo.FeatureMap[]");
        source.Line("{");
        foreach (var (name, shape, offset) in plan.Outputs)
            source.Line($"    new(\"{name}\", {shape.Channels}, {shape.Height}, {shape.Width}, {offset}),");
        source.Line("};");
    }
}
