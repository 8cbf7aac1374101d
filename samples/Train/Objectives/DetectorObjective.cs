using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Train.Data;

namespace Emo.Train.Objectives;

/// <summary>The objective that goes with a detector's head.</summary>
internal static class DetectorObjective
{
    public static IObjective<BoxTruth> Of(ModelSpec spec, LayerGraph graph) => spec.Head switch
    {
        SsdLiteHeadSpec head => new SsdObjective(graph, head),
        RetinaHeadSpec head => new RetinaObjective(graph, head),
        _ => throw new ArgumentException($"There is no objective for a head {spec.Head.GetType().Name}.", nameof(spec)),
    };
}
