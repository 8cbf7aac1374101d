using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>What checkpoints have beyond a graph's tensors, as prefixes of names.</summary>
internal static class IgnoredTensors
{
    public static EquatableArray<string> Prefixes(
        CheckpointNames checkpoint, IReadOnlyList<LayerBlock> used, IEnumerable<LayerBlock> unused) =>
        checkpoint.Ignored.Concat(checkpoint.MayHaveMoreStages ? StagesBehind(checkpoint, used) : Names(unused)).ToEquatableArray();

    /// <summary>Also those that this spec has not.</summary>
    private static IEnumerable<string> StagesBehind(CheckpointNames checkpoint, IEnumerable<LayerBlock> used)
    {
        int last = used.Max(block => block.Id.Stage ?? 0);
        return Enumerable.Range(last + 1, SpecLimits.MaxStages).Select(stage => $"{checkpoint.Backbone}{BlockId.StageName(stage)}.");
    }

    private static IEnumerable<string> Names(IEnumerable<LayerBlock> unused) =>
        unused.SelectMany(block => block.Layers).Where(layer => layer.Name.Length > 0).Select(layer => layer.Name + ".").Distinct();
}
