using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>What a backbone has: where each stage's map lies, and Extract.</summary>
internal sealed class FeatureMembersEmitter : MembersEmitter
{
    public override string Contract => "IFeatureExtractor";

    public override (int Count, string Summary)? Classes => null;

    public override string ForkSettings => "";

    public override void Emit(SourceWriter source, ExecutionPlan plan)
    {
        OutputMapsEmitter.Emit(
            source, plan,
            length: ("FeatureLength", "The length of the features buffer: all maps, one after the other."),
            maps: ("FeatureMaps", "The outputs: planar maps, in the order in which they lie in the features buffer."));
        source.Line();
        source.Lines(
            """
            int global::Emo.IFeatureExtractor.FeatureLength => FeatureLength;

            global::System.Collections.Generic.IReadOnlyList<global::Emo.FeatureMap> global::Emo.IFeatureExtractor.FeatureMaps =>
                FeatureMaps;

            /// <summary>Computes the maps of one input. Allocates nothing.</summary>
            /// <param name="input">Planar (CHW) normalised input: InputChannels x InputHeight x InputWidth values.</param>
            /// <param name="features">Receives all maps, FeatureLength values; see FeatureMaps.</param>
            /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
            /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
            public unsafe void Extract(global::System.ReadOnlySpan<float> input, global::System.Span<float> features)
            {
                using global::Emo.CompilerServices.ModelRun run = _instance.Begin(
                    input.Length, InputChannels * InputHeight * InputWidth, features.Length, FeatureLength);
                fixed (float* x = input)
                fixed (float* y = features)
                    run.Execute(&Run, x, y);
            }
            """);
    }
}
