using Emo.Samples.Accuracy;

namespace Emo.Train.Tests.Objectives;

/// <summary>What anchors should learn, in double precision and plain loops.</summary>
internal static class PlainBoxes
{
    /// <summary>For each anchor the number of its object, -1 for the background, -2 for neither.</summary>
    public static int[] Assign(double[][] anchors, TrueBox[] truths, double positive, double negative, bool allBest)
    {
        int[] assigned = new int[anchors.Length];
        for (int i = 0; i < anchors.Length; i++)
        {
            double[] overlaps = [.. truths.Select(truth => Overlap(anchors[i], truth))];
            double most = overlaps.DefaultIfEmpty(0).Max();
            assigned[i] = most >= positive ? Array.IndexOf(overlaps, most) : most < negative ? -1 : -2;
        }

        for (int g = 0; g < truths.Length; g++)
        {
            double[] overlaps = [.. anchors.Select(anchor => Overlap(anchor, truths[g]))];
            double best = overlaps.Max();
            for (int i = 0; i < anchors.Length && best > 0; i++)
            {
                if (Math.Abs(overlaps[i] - best) > 1e-7)
                    continue;
                assigned[i] = g;
                if (!allBest)
                    break;
            }
        }

        return assigned;
    }

    public static double[] Deltas(double[] anchor, TrueBox box, double[] std)
    {
        double width = anchor[2] - anchor[0];
        double height = anchor[3] - anchor[1];
        return
        [
            (((box.Left + (double)box.Right) / 2) - ((anchor[0] + anchor[2]) / 2)) / width / std[0],
            (((box.Top + (double)box.Bottom) / 2) - ((anchor[1] + anchor[3]) / 2)) / height / std[1],
            Math.Log(((double)box.Right - box.Left) / width) / std[2],
            Math.Log(((double)box.Bottom - box.Top) / height) / std[3],
        ];
    }

    private static double Overlap(double[] anchor, TrueBox box)
    {
        double width = Math.Min(anchor[2], box.Right) - Math.Max(anchor[0], box.Left);
        double height = Math.Min(anchor[3], box.Bottom) - Math.Max(anchor[1], box.Top);
        double both = Math.Max(0, width) * Math.Max(0, height);
        double area = (anchor[2] - anchor[0]) * (anchor[3] - anchor[1]);
        return both / (area + (((double)box.Right - box.Left) * ((double)box.Bottom - box.Top)) - both);
    }
}
