using System.Collections.Immutable;
using Emo.Codegen.Specs;
using Emo.CompilerServices;

namespace Emo.Testing;

/// <summary>The levels of a shipped detector, with its anchors, for other sizes of maps and without the network.</summary>
internal static class ShippedAnchors
{
    /// <param name="specName">The detector's spec.</param>
    /// <param name="classLogits">Class logits of an anchor.</param>
    /// <param name="maps">Height and width of each level.</param>
    /// <param name="outputLength">The length of the outputs, in which each level has its logits, then its deltas.</param>
    public static ImmutableArray<DetectorLevel> Levels(
        string specName, int classLogits, IReadOnlyList<(int Height, int Width)> maps, out int outputLength)
    {
        var anchors = ((DetectorHeadSpec)ShippedSpecs.Find(specName)!.Spec!.Head).Anchors;
        var levels = new List<DetectorLevel>();
        outputLength = 0;
        for (int level = 0; level < maps.Count; level++)
        {
            var (height, width) = maps[level];
            int cells = height * width * anchors.PerCell(level);
            int boxes = outputLength + (cells * classLogits);
            levels.Add(new DetectorLevel(
                height, width, anchors.Strides[level], outputLength, boxes, [.. anchors.AtFirstCell(level)]));
            outputLength = boxes + (cells * 4);
        }

        return [.. levels];
    }
}
