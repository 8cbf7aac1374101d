using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>Where each output of a network lies in the caller's buffer, and the buffer's length.</summary>
internal static class OutputMapsEmitter
{
    private const string List = "global::System.Collections.Generic.IReadOnlyList<global::Emo.FeatureMap>";

    public static void Emit(SourceWriter source, ExecutionPlan plan, string summary)
    {
        source.Summary("The length of the outputs buffer: all maps, one after the other.");
        source.Line($"public const int OutputLength = {plan.Outputs.Sum(output => output.Shape.Channels * output.Shape.Cells)};");
        source.Line();
        source.Summary(summary);
        source.Line($"public static {List} Outputs {{ get; }} =");
        using (source.Indent())
        {
            source.Line("new global::Emo.FeatureMap[]");
            source.Line("{");
            foreach (var (name, shape, offset) in plan.Outputs)
                source.Line($"    new(\"{name}\", {shape.Channels}, {shape.Height}, {shape.Width}, {offset}),");
            source.Line("};");
        }

        source.Line();
        source.Line("int global::Emo.IEmoModel.OutputLength => OutputLength;");
        source.Line();
        source.Line($"{List} global::Emo.IEmoModel.Outputs => Outputs;");
    }
}
