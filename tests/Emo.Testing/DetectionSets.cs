namespace Emo.Testing;

/// <summary>
/// Detections as sets: scores may be so close that two float computations order them differently. Each has one of the same label
/// at the same place (intersection over union above 0.999) with the same score (to 1e-4).
/// </summary>
internal static class DetectionSets
{
    public static void AssertEqual(GoldenFile golden, string prefix, ReadOnlySpan<Detection> detections) => AssertEqual(
        golden.Floats($"{prefix}.bboxes"), golden.Floats($"{prefix}.scores"), golden.Longs($"{prefix}.labels"), detections);

    /// <param name="boxes">Left, top, right and bottom of each.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="detections">What was found.</param>
    public static void AssertEqual(float[] boxes, float[] scores, long[] labels, ReadOnlySpan<Detection> detections)
    {
        var left = detections.ToArray().ToList();
        Assert.Equal(scores.Length, left.Count);
        for (int i = 0; i < scores.Length; i++)
        {
            var expected = new Detection(
                boxes[4 * i], boxes[(4 * i) + 1], boxes[(4 * i) + 2], boxes[(4 * i) + 3], (int)labels[i], "", scores[i]);
            int match = left.FindIndex(actual => IsSame(expected, actual));
            Assert.True(match >= 0, $"Nothing like detection {i}, {expected}");
            left.RemoveAt(match);
        }
    }

    private static bool IsSame(Detection a, Detection b) =>
        a.ClassIndex == b.ClassIndex && Math.Abs(a.Score - b.Score) < 1e-4 && (Overlap(a, b) > 0.999 || IsSameEmptyBox(a, b));

    private static double Overlap(Detection a, Detection b)
    {
        double width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        double height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        double common = Math.Max(width, 0) * Math.Max(height, 0);
        return common / (Area(a) + Area(b) - common);
    }

    /// <summary>A box that the picture's edge cut to nothing overlaps nothing, not even itself.</summary>
    private static bool IsSameEmptyBox(Detection a, Detection b) =>
        Area(a) == 0 && Area(b) == 0 &&
        Math.Abs(a.Left - b.Left) < 0.01
            && Math.Abs(a.Top - b.Top) < 0.01
            && Math.Abs(a.Right - b.Right) < 0.01
            && Math.Abs(a.Bottom - b.Bottom) < 0.01;

    private static double Area(Detection d) => ((double)d.Right - d.Left) * ((double)d.Bottom - d.Top);
}
