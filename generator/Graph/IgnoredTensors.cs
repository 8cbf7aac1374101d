using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>What checkpoints have beyond a graph's tensors, as prefixes of names.</summary>
internal static class IgnoredTensors
{
    public static EquatableArray<string> Prefixes(
        CheckpointNames checkpoint, ITensorNames names, IReadOnlyList<LayerBlock> used, IEnumerable<LayerBlock> unused) =>
        checkpoint.Ignored.Concat(checkpoint.MayGoOn ? WhatGoesOn(names, used) : Names(unused)).ToEquatableArray();

    /// <summary>The classifier's head, and stages: also those that this spec has not.</summary>
    private static IEnumerable<string> WhatGoesOn(ITensorNames names, IReadOnlyList<LayerBlock> used)
    {
        int blocks = used.Count(block => block.Id.Kind == BlockKind.Residual);
        return names.Classifier(blocks).Prefixes.Concat(names.PrefixesBehind(used.Max(block => block.Id.Stage ?? 0), blocks));
    }

    private static IEnumerable<string> Names(IEnumerable<LayerBlock> unused) =>
        unused.SelectMany(block => block.Layers).Where(layer => layer.Name.Length > 0).Select(layer => layer.Name + ".").Distinct();
}
