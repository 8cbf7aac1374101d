namespace Emo.Samples.Regions;

/// <summary>
/// Takes a label map apart into regions: pixels of one class that touch at a side or a corner (8-connected) are one region. What touches is
/// not told apart: two nuclei that do are one.
/// </summary>
public static class ConnectedRegions
{
    /// <summary>The regions, the largest first; of equal ones the one whose first pixel is higher, then further left.</summary>
    /// <param name="labels">The classes of all pixels, row by row: a multiple of <paramref name="width"/>.</param>
    /// <param name="width">The width of the picture, at least 1.</param>
    /// <param name="background">The class whose pixels are no regions; null: all classes have regions.</param>
    /// <param name="smallest">Regions of fewer pixels are left out.</param>
    /// <exception cref="ArgumentException">The labels are no full rows.</exception>
    public static IReadOnlyList<Region> Of(ReadOnlySpan<byte> labels, int width, int? background, int smallest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (labels.Length % width != 0)
            throw new ArgumentException($"{labels.Length} labels are no full rows of {width}.", nameof(labels));
        bool[] seen = new bool[labels.Length];
        var open = new Stack<int>();
        var regions = new List<Region>();
        for (int i = 0; i < labels.Length; i++)
        {
            if (seen[i] || labels[i] == background)
                continue;
            var region = From(i, labels, width, seen, open);
            if (region.Area >= smallest)
                regions.Add(region);
        }

        return [.. regions.OrderByDescending(region => region.Area)]; // Stable: equal ones stay in the order of the rows.
    }

    /// <summary>The region of a pixel: whatever is reached from it over pixels of its class.</summary>
    private static Region From(int first, ReadOnlySpan<byte> labels, int width, bool[] seen, Stack<int> open)
    {
        byte label = labels[first];
        int height = labels.Length / width, area = 0;
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        long sumX = 0, sumY = 0;
        seen[first] = true;
        open.Push(first);
        while (open.TryPop(out int pixel))
        {
            var (y, x) = Math.DivRem(pixel, width);
            area++;
            (sumX, sumY) = (sumX + x, sumY + y);
            (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            for (int row = Math.Max(y - 1, 0); row <= Math.Min(y + 1, height - 1); row++)
            {
                for (int column = Math.Max(x - 1, 0); column <= Math.Min(x + 1, width - 1); column++)
                {
                    int next = (row * width) + column;
                    if (seen[next] || labels[next] != label)
                        continue;
                    seen[next] = true;
                    open.Push(next);
                }
            }
        }

        return new Region(label, area, (sumX / (double)area) + 0.5, (sumY / (double)area) + 0.5, left, top, right, bottom);
    }
}
