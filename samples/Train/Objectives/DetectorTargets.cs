using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;
using Emo.Train.Data;

namespace Emo.Train.Objectives;

/// <summary>
/// What the anchors of a batch should predict, in plain arrays, as mmdetection's <c>AnchorHead._get_targets_single</c>
/// (models/dense_heads/anchor_head.py) has it without sampling.
/// </summary>
internal sealed class DetectorTargets
{
    private readonly List<long> _positives = [];
    private readonly List<float> _deltas = [];

    private DetectorTargets(int pictures, int anchors, int classes)
    {
        Labels = new long[pictures * anchors];
        PositivesOfPicture = new int[pictures];
        Array.Fill(Labels, classes);
    }

    /// <summary>The class of each anchor of each picture; the number of classes where it is the background, or to be ignored.</summary>
    public long[] Labels { get; }

    /// <summary>The anchors to ignore, as indices into <see cref="Labels"/>.</summary>
    public List<long> Ignored { get; } = [];

    /// <summary>The anchors that have an object, as indices into <see cref="Labels"/>.</summary>
    public IReadOnlyList<long> Positives => _positives;

    /// <summary>Four for each of <see cref="Positives"/>.</summary>
    public IReadOnlyList<float> Deltas => _deltas;

    public int[] PositivesOfPicture { get; }

    /// <summary>What losses are divided by: the positives of all pictures, at least one each (<c>num_total_pos</c>).</summary>
    public int Divisor => PositivesOfPicture.Sum(count => Math.Max(count, 1));

    /// <param name="grid">The anchors.</param>
    /// <param name="assigner">Who gives them objects.</param>
    /// <param name="head">The classes, and the factors of the deltas.</param>
    /// <param name="truths">The objects of each picture, in pixels of the input.</param>
    public static DetectorTargets Of(AnchorGrid grid, MaxIouAssigner assigner, DetectorHeadSpec head, IReadOnlyList<BoxTruth> truths)
    {
        var targets = new DetectorTargets(truths.Count, grid.Count, head.Classes);
        int[] assigned = new int[grid.Count];
        double[] std = [.. head.Detection.BoxStd];
        for (int picture = 0; picture < truths.Count; picture++)
        {
            var boxes = truths[picture].Boxes.AsSpan();
            assigner.Assign(grid.Sides, boxes, assigned);
            targets.Add(picture, grid, boxes, assigned, std);
        }

        return targets;
    }

    private void Add(int picture, AnchorGrid grid, ReadOnlySpan<TrueBox> boxes, int[] assigned, double[] std)
    {
        Span<float> deltas = stackalloc float[4];
        for (int anchor = 0; anchor < assigned.Length; anchor++)
        {
            long index = ((long)picture * assigned.Length) + anchor;
            if (assigned[anchor] == MaxIouAssigner.Ignored)
                Ignored.Add(index);
            if (assigned[anchor] < 0)
                continue;
            var box = boxes[assigned[anchor]];
            Labels[index] = box.ClassIndex;
            BoxDeltas.Encode(grid.Sides.Slice(4 * anchor, 4), box, std, deltas);
            _positives.Add(index);
            _deltas.AddRange(deltas);
            PositivesOfPicture[picture]++;
        }
    }
}
