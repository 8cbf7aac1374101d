using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>A backbone has what every model has: its outputs are the maps of stages.</summary>
internal sealed class FeatureMembersEmitter : MembersEmitter
{
    public override string Contract => "IFeatureExtractor";

    public override string Outputs => "The outputs: the planar maps of stages, in the order in which they lie in the outputs buffer.";

    public override (int Count, string Summary)? Classes => null;

    public override string ForkSettings => "";

    public override void Emit(SourceWriter source, ExecutionPlan plan)
    {
    }
}
