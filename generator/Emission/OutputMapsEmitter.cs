using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Where each output of a network lies in the caller's buffer, and the buffer's length.</summary>
internal static class OutputMapsEmitter
{
    public static void Emit(SourceWriter source, ExecutionPlan plan, (string Name, string Summary) length, (string Name, string Summary) maps)
    {
        source.Line($"/// <summary>{length.Summary}</summary>");
        source.Line($"public const int {length.Name} = {plan.Outputs.Sum(output => output.Shape.Channels * output.Shape.Cells)};");
        source.Line();
        source.Line($"/// <summary>{maps.Summary}</summary>");
        using (source.Block($"public static global::System.Collections.Generic.IReadOnlyList<global::Emo.FeatureMap> {maps.Name} {{ get; }} = new global::Emo.FeatureMap[]"))
        {
            foreach (var (name, shape, offset) in plan.Outputs)
                source.Line($"new(\"{name}\", {shape.Channels}, {shape.Height}, {shape.Width}, {offset}),");
        }

        source.Line(";");
    }
}
