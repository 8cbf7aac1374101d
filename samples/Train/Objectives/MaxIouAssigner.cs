using Emo.Samples.Accuracy;

namespace Emo.Train.Objectives;

/// <summary>
/// Says which anchor learns which object: mmdetection's <c>MaxIoUAssigner</c> (core/bbox/assigners/max_iou_assigner.py,
/// <c>assign_wrt_overlaps</c>) with <c>min_pos_iou</c> 0. An anchor takes the object that it overlaps most (intersection over union), and
/// each object takes the anchor that overlaps it most, however little that is; of two objects, the later one.
/// </summary>
/// <remarks>
/// One thing differs: an object that no anchor touches takes none. With mmdetection's <c>&gt;= 0</c> it takes the first anchor of all, or
/// with <paramref name="AllBest"/> every anchor that touches nothing.
/// </remarks>
/// <param name="Positive">From this overlap on an anchor learns its object (<c>pos_iou_thr</c>).</param>
/// <param name="Negative">Below this overlap it learns the background (<c>neg_iou_thr</c>). In between it learns nothing.</param>
/// <param name="AllBest">Whether an object takes all anchors that overlap it equally, or the first (<c>gt_max_assign_all</c>).</param>
internal sealed record MaxIouAssigner(float Positive, float Negative, bool AllBest)
{
    public const int Background = -1;
    public const int Ignored = -2;

    /// <summary>As in mmdetection's configs/ssd/ssd300_coco.py.</summary>
    public static MaxIouAssigner Ssd { get; } = new(0.5f, 0.5f, AllBest: false);

    /// <summary>As in mmdetection's configs/_base_/models/retinanet_r50_fpn.py.</summary>
    public static MaxIouAssigner Retina { get; } = new(0.5f, 0.4f, AllBest: true);

    /// <param name="anchors">Left, top, right, bottom of each.</param>
    /// <param name="truths">The objects of a picture.</param>
    /// <param name="assigned">Receives for each anchor the number of its object, <see cref="Background"/> or <see cref="Ignored"/>.</param>
    public void Assign(ReadOnlySpan<float> anchors, ReadOnlySpan<TrueBox> truths, Span<int> assigned)
    {
        Span<float> most = new float[assigned.Length];
        Span<int> object_ = new int[assigned.Length];
        var best = new List<int>[truths.Length];
        for (int i = 0; i < truths.Length; i++)
            best[i] = Overlap(anchors, truths[i], i, most, object_);

        for (int i = 0; i < assigned.Length; i++)
            assigned[i] = most[i] >= Positive ? object_[i] : most[i] < Negative ? Background : Ignored;
        for (int i = 0; i < truths.Length; i++)
        {
            foreach (int anchor in best[i])
                assigned[anchor] = i;
        }
    }

    /// <summary>Notes the anchors that overlap this object more than those before it; gives those that overlap it most.</summary>
    private List<int> Overlap(ReadOnlySpan<float> anchors, TrueBox truth, int number, Span<float> most, Span<int> object_)
    {
        var best = new List<int>();
        float largest = 0;
        for (int i = 0; i < most.Length; i++)
        {
            float overlap = Overlap(anchors.Slice(4 * i, 4), truth);
            if (overlap <= 0)
                continue;
            if (overlap > most[i])
                (most[i], object_[i]) = (overlap, number);
            if (overlap > largest)
            {
                largest = overlap;
                best.Clear();
                best.Add(i);
            }
            else if (AllBest && overlap == largest)
            {
                best.Add(i);
            }
        }

        return best;
    }

    /// <summary>mmdetection's <c>bbox_overlaps</c> (core/bbox/iou_calculators/iou2d_calculator.py), of one pair.</summary>
    private static float Overlap(ReadOnlySpan<float> anchor, TrueBox truth)
    {
        float width = Math.Min(anchor[2], truth.Right) - Math.Max(anchor[0], truth.Left);
        float height = Math.Min(anchor[3], truth.Bottom) - Math.Max(anchor[1], truth.Top);
        if (width <= 0 || height <= 0)
            return 0;
        float both = width * height;
        float union = ((anchor[2] - anchor[0]) * (anchor[3] - anchor[1])) + truth.Area - both;
        return both / Math.Max(union, 1e-6f);
    }
}
