using System.Globalization;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>What a backbone has: where each stage's map lies, and Extract.</summary>
internal static class FeatureMembersEmitter
{
    public static void Emit(SourceWriter source, ExecutionPlan plan)
    {
        long length = plan.Outputs.Sum(output => output.Shape.Channels * output.Shape.Cells);
        source.Line("/// <summary>The length of the features buffer: all maps, one after the other.</summary>");
        source.Line($"public const int FeatureLength = {length};");
        source.Line();
        source.Line("/// <summary>The outputs: planar maps, in the order in which they lie in the features buffer.</summary>");
        using (source.Block("public static global::System.Collections.Generic.IReadOnlyList<global::Emo.FeatureMap> FeatureMaps { get; } = new global::Emo.FeatureMap[]"))
        {
            foreach (var output in plan.Outputs)
                source.Line(Map(output));
        }

        source.Line(";");
        source.Line();
        source.Lines(
            """
            int global::Emo.IFeatureExtractor.FeatureLength => FeatureLength;

            global::System.Collections.Generic.IReadOnlyList<global::Emo.FeatureMap> global::Emo.IFeatureExtractor.FeatureMaps => FeatureMaps;

            /// <summary>Computes the maps of one input. Allocates nothing.</summary>
            /// <param name="input">Planar (CHW) normalised input: InputChannels x InputHeight x InputWidth values.</param>
            /// <param name="features">Receives all maps, FeatureLength values; see FeatureMaps.</param>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
            /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
            public unsafe void Extract(global::System.ReadOnlySpan<float> input, global::System.Span<float> features)
            {
                using var run = _instance.Begin(input.Length, InputChannels * InputHeight * InputWidth, features.Length, FeatureLength);
                fixed (float* x = input)
                fixed (float* y = features)
                    run.Execute(&Run, x, y);
            }
            """);
    }

    private static string Map(PlanOutput output) => string.Format(
        CultureInfo.InvariantCulture,
        "new(\"{0}\", {1}, {2}, {3}, {4}),",
        output.Name, output.Shape.Channels, output.Shape.Height, output.Shape.Width, output.Offset);
}
