namespace Emo.Train.Anchors;

/// <summary>The centres of so many groups of numbers, from the smallest: k-means from equal shares, the same each time.</summary>
internal static class SizeClusters
{
    private const int Rounds = 50;

    /// <param name="values">At least one.</param>
    /// <param name="count">How many groups.</param>
    public static double[] Of(IEnumerable<double> values, int count)
    {
        double[] sorted = [.. values.Order()];
        double[] centres = [.. Enumerable.Range(0, count).Select(i => sorted[(int)((i + 0.5) * sorted.Length / count)])];
        for (int round = 0; round < Rounds; round++)
        {
            double[] sums = new double[count];
            int[] members = new int[count];
            foreach (double value in sorted)
            {
                int nearest = Enumerable.Range(0, count).MinBy(i => Math.Abs(centres[i] - value));
                sums[nearest] += value;
                members[nearest]++;
            }

            centres = [.. centres.Select((centre, i) => members[i] == 0 ? centre : sums[i] / members[i]).Order()];
        }

        return centres;
    }
}
