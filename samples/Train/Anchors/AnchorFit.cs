using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;

namespace Emo.Train.Anchors;

/// <summary>
/// How well anchors fit boxes: the intersection over union of each box with the best of all anchors at all cells, in pixels of the input.
/// </summary>
/// <param name="boxes">The boxes, at least one.</param>
/// <param name="levels">The cells.</param>
internal sealed class AnchorFit(IReadOnlyList<TrueBox> boxes, IReadOnlyList<AnchorLevel> levels)
{
    /// <summary>An anchor that overlaps a box so far is trained on it (mmdetection's <c>pos_iou_thr</c>).</summary>
    public const double Covers = 0.5;

    private readonly int[][] _classes =
        [.. Enumerable.Range(0, boxes.Count).GroupBy(box => boxes[box].ClassIndex).Select(ofClass => ofClass.ToArray())];

    public int Levels => levels.Count;

    /// <summary>The best overlap of each box with the anchors of all levels.</summary>
    public double[] Best(AnchorSpec anchors) =>
        Max([.. Enumerable.Range(0, levels.Count).Select(level => Best(anchors, level))]);

    /// <summary>The best overlap of each box with the anchors of one level.</summary>
    public double[] Best(AnchorSpec anchors, int level)
    {
        float[] sides = [.. anchors.AtFirstCell(level)];
        int stride = anchors.Strides[level];
        double[] best = new double[boxes.Count];
        for (int i = 0; i < best.Length; i++)
        {
            for (int at = 0; at < sides.Length; at += 4)
                best[i] = Math.Max(best[i], Overlap(boxes[i], sides.AsSpan(at, 4), stride, levels[level]));
        }

        return best;
    }

    public static double[] Max(IReadOnlyList<double[]> byLevel) =>
        [.. Enumerable.Range(0, byLevel[0].Length).Select(box => byLevel.Max(ofLevel => ofLevel[box]))];

    /// <summary>The share of the boxes that an anchor covers.</summary>
    public static double Share(double[] best) => best.Length == 0 ? 1 : best.Count(overlap => overlap >= Covers) / (double)best.Length;

    /// <summary>
    /// What a search makes large: the share of the boxes that are covered, and how well, of each class alike, since the accuracy is the
    /// mean of the classes'.
    /// </summary>
    public double Score(double[] best) => _classes.Average(ofClass => ShareOf(best, ofClass) + ofClass.Average(box => best[box]));

    /// <summary>The smallest share of a class's boxes.</summary>
    public double LeastShare(double[] best) => _classes.Min(ofClass => ShareOf(best, ofClass));

    private static double ShareOf(double[] best, int[] boxes) => boxes.Count(box => best[box] >= Covers) / (double)boxes.Length;

    /// <summary>The best cell is the nearest one, in each direction: the common width shrinks with the distance of the middles.</summary>
    private static double Overlap(TrueBox box, ReadOnlySpan<float> anchor, int stride, AnchorLevel level)
    {
        float x = Cell((box.Left + box.Right - anchor[0] - anchor[2]) / 2, stride, level.Width);
        float y = Cell((box.Top + box.Bottom - anchor[1] - anchor[3]) / 2, stride, level.Height);
        return box.Overlap(new TrueBox(anchor[0] + x, anchor[1] + y, anchor[2] + x, anchor[3] + y, box.ClassIndex));
    }

    private static float Cell(double distance, int stride, int cells) =>
        stride * (float)Math.Clamp(Math.Round(distance / stride), 0, cells - 1);
}
