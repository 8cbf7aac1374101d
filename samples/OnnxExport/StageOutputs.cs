using Emo.Codegen.Graph;

namespace Emo.Onnx;

/// <summary>The maps of the stages, <c>stage0</c> (the stem) and up.</summary>
internal static class StageOutputs
{
    /// <summary>Those that the graph does not give out itself.</summary>
    public static IEnumerable<GraphOutput> Missing(LayerGraph graph)
    {
        var known = graph.Outputs.Select(output => output.Name).ToHashSet();
        return graph.Blocks
            .Where(block => block.Id.Stage is not null)
            .GroupBy(block => block.Id.Group, (stage, blocks) => (Stage: stage, Last: blocks.Last().Layers[^1]))
            .Where(stage => !known.Contains(stage.Stage))
            .Select(stage => new GraphOutput(stage.Stage, stage.Last.Id, stage.Last.Output));
    }
}
