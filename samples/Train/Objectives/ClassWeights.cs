namespace Emo.Train.Objectives;

/// <summary>How much each class counts in a loss, where some are rare.</summary>
internal static class ClassWeights
{
    /// <summary>
    /// Such that all classes together count alike: the mean of the counts, divided by the class's own. A class that is nowhere counts 1.
    /// </summary>
    /// <param name="counts">How often each class is there: pictures of a classifier, pixels of a segmenter.</param>
    public static float[] Balanced(IReadOnlyList<long> counts)
    {
        double mean = (double)counts.Sum() / Math.Max(1, counts.Count(count => count > 0));
        return [.. counts.Select(count => count == 0 ? 1 : (float)(mean / count))];
    }
}
