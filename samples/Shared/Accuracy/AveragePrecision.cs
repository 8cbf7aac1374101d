namespace Emo.Samples.Accuracy;

/// <summary>
/// The average precision of a detector at IoU 0.5: the area under the curve of precision over recall, where the precision at a recall
/// is the best one at this or any higher recall (the Pascal VOC development kit since 2010; mmdetection's <c>average_precision</c>,
/// mode 'area', in mmdet/core/evaluation/mean_ap.py).
/// </summary>
/// <remarks>
/// In each picture, detections are looked at from the highest score to the lowest. A detection is right if a true box of its class, which
/// no earlier detection has taken, overlaps it by 0.5 or more; it takes the one that overlaps most, and of equal ones the last. Each
/// other detection is wrong. mmdetection's <c>tpfp_default</c> there counts a detection as
/// wrong if the box that overlaps it most is taken, even where another one is free: these figures may be slightly above mmdetection's.
/// Detections of equal scores stay in the order in which they were added. NaN is below all other scores.
/// </remarks>
public sealed class AveragePrecision
{
    private const double LeastOverlap = 0.5;

    private readonly List<(float Score, bool Right)>[] _found;
    private readonly int[] _truths;

    /// <param name="classes">How many classes there are, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none.</exception>
    public AveragePrecision(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        _found = [.. Enumerable.Range(0, classes).Select(static _ => new List<(float, bool)>())];
        _truths = new int[classes];
    }

    /// <summary>The mean of the classes that have true boxes; NaN if none has.</summary>
    public double Mean => Averages.OfNumbers(Enumerable.Range(0, _truths.Length).Select(Of));

    /// <summary>Counts the detections of one picture.</summary>
    /// <param name="found">What the detector found, in any order.</param>
    /// <param name="truth">All that is there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is not one of the classes; nothing was counted.</exception>
    public void Add(ReadOnlySpan<Detection> found, ReadOnlySpan<TrueBox> truth)
    {
        foreach (var one in found)
            Check(one.ClassIndex, nameof(found));
        foreach (var one in truth)
            Check(one.ClassIndex, nameof(truth));

        foreach (var one in truth)
            _truths[one.ClassIndex]++;
        bool[] taken = new bool[truth.Length];
        foreach (var one in found.ToArray().OrderByDescending(static one => one.Score))
        {
            int match = Match(one, truth, taken);
            if (match >= 0)
                taken[match] = true;
            _found[one.ClassIndex].Add((one.Score, match >= 0));
        }
    }

    /// <summary>The average precision of a class, 0 to 1; NaN if there is no true box of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Of(int classIndex)
    {
        double truths = Truths(classIndex);
        if (truths == 0)
            return double.NaN;

        bool[] right = [.. _found[classIndex].OrderByDescending(static one => one.Score).Select(static one => one.Right)];
        int rightSoFar = right.Count(static one => one);
        double best = 0;
        double area = 0;
        for (int last = right.Length - 1; last >= 0; last--)
        {
            best = Math.Max(best, rightSoFar / (last + 1.0));
            if (!right[last])
                continue;
            area += best;
            rightSoFar--;
        }
        return area / truths;
    }

    /// <summary>How many true boxes of a class were added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int Truths(int classIndex)
    {
        Check(classIndex, nameof(classIndex));
        return _truths[classIndex];
    }

    /// <summary>How many detections of a class are right, and how many are wrong, among those over a score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public (int Right, int Wrong) Above(int classIndex, float score)
    {
        Check(classIndex, nameof(classIndex));
        int right = _found[classIndex].Count(one => one.Score > score && one.Right);
        return (right, _found[classIndex].Count(one => one.Score > score) - right);
    }

    private static int Match(in Detection found, ReadOnlySpan<TrueBox> truth, ReadOnlySpan<bool> taken)
    {
        double best = LeastOverlap;
        int match = -1;
        for (int index = 0; index < truth.Length; index++)
        {
            if (taken[index] || truth[index].ClassIndex != found.ClassIndex)
                continue;
            double overlap = BoxOverlap.Of(found, truth[index]);
            if (overlap >= best)
                (best, match) = (overlap, index);
        }
        return match;
    }

    private void Check(int classIndex, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, _truths.Length, name);
    }
}
