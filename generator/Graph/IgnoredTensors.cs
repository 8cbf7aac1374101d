using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>What checkpoints have beyond a graph's tensors, as prefixes of names.</summary>
internal static class IgnoredTensors
{
    public static EquatableArray<string> Prefixes(ModelSpec spec, IReadOnlyList<LayerBlock> blocks, IReadOnlyList<LayerBlock> unused) =>
        Heads(spec).Concat(spec is { Head: FeaturesHeadSpec, Neck: null } ? StagesBehind(blocks) : Names(unused)).ToEquatableArray();

    /// <summary>Segmenters are trained with a second head, which nothing runs; a backbone ignores whatever head its checkpoint has.</summary>
    private static string[] Heads(ModelSpec spec) => spec switch
    {
        { Head: SegmenterHeadSpec } => ["auxiliary_head."],
        { Head: FeaturesHeadSpec, Neck: null } => ["norm.", "pre_head.", "head."],
        { Head: FeaturesHeadSpec } => ["bbox_head."],
        _ => [],
    };

    /// <summary>Also those that this spec has not: the backbone may be the beginning of a longer one.</summary>
    private static IEnumerable<string> StagesBehind(IReadOnlyList<LayerBlock> blocks)
    {
        int last = blocks.Max(block => block.Id.Stage ?? 0);
        return Enumerable.Range(last + 1, SpecLimits.MaxStages).Select(stage => $"stage{stage}.");
    }

    private static IEnumerable<string> Names(IEnumerable<LayerBlock> unused) =>
        unused.SelectMany(block => block.Layers).Where(layer => layer.Name.Length > 0).Select(layer => layer.Name + ".").Distinct();
}
