namespace Emo.Testing;

/// <summary>Random orders of scans.</summary>
internal static class ScanScripts
{
    // T.81, B.2.3.
    private const int MostBlocksOfMcu = 10;

    /// <summary>All coefficients at once; the components in groups.</summary>
    public static WrittenScan[] Sequential(Random random, WrittenComponent[] components) =>
        [.. Groups(random, components).Select(group => new WrittenScan(group))];

    /// <summary>
    /// Bands of coefficients, in which bits come one by one, in any order in which the DC of a component is its first. Some scans at the
    /// end of a band may be missing.
    /// </summary>
    public static WrittenScan[] Progressive(Random random, WrittenComponent[] components, bool complete)
    {
        var chains = new List<Queue<WrittenScan>>();
        foreach (int[] group in Groups(random, components))
            chains.Add(Dc(random, group));
        for (int component = 0; component < components.Length; component++)
        {
            for (int first = 1; first < 64;)
            {
                int last = random.Next(3) == 0 ? 63 : Math.Min(63, first + random.Next(20));
                chains.Add(Band(random, component, first, last));
                first = last + 1;
            }
        }

        var scans = new List<WrittenScan>();
        var begun = new HashSet<int>();
        while (chains.Count > 0)
        {
            Queue<WrittenScan>[] ready = [.. chains.Where(c => c.Peek().First == 0 || begun.Contains(c.Peek().Components[0]))];
            var chain = ready[random.Next(ready.Length)];
            if (!complete && begun.Count == components.Length && random.Next(4) == 0)
            {
                chains.Remove(chain);
                continue;
            }

            scans.Add(chain.Dequeue());
            begun.UnionWith(scans[^1].Components);
            if (chain.Count == 0)
                chains.Remove(chain);
        }

        return [.. scans];
    }

    private static Queue<WrittenScan> Dc(Random random, int[] group)
    {
        int low = random.Next(3) == 0 ? random.Next(4) : random.Next(2);
        var scans = new Queue<WrittenScan>([new WrittenScan(group) { Last = 0, Low = low }]);
        for (; low > 0; low--)
        {
            // A group need not stay together.
            int[][] parts = random.Next(3) == 0 ? [.. group.Select(c => new[] { c })] : [group];
            foreach (int[] part in parts)
                scans.Enqueue(new WrittenScan(part) { Last = 0, High = low, Low = low - 1 });
        }

        return scans;
    }

    private static Queue<WrittenScan> Band(Random random, int component, int first, int last)
    {
        int low = random.Next(4);
        int longest = random.Next(3) == 0 ? random.Next(1, 12) : 32767;
        var scan = new WrittenScan(component) { First = first, Last = last, Low = low, LongestRun = longest };
        var scans = new Queue<WrittenScan>([scan]);
        for (; low > 0; low--)
            scans.Enqueue(scan with { High = low, Low = low - 1 });
        return scans;
    }

    private static List<int[]> Groups(Random random, WrittenComponent[] components)
    {
        var groups = new List<List<int>>();
        bool together = random.Next(3) > 0;
        for (int i = 0; i < components.Length; i++)
        {
            int blocks = components[i].X * components[i].Y;
            var group = groups.FirstOrDefault(g =>
                (together || random.Next(2) == 0) && g.Sum(c => components[c].X * components[c].Y) + blocks <= MostBlocksOfMcu);
            if (group is null)
                groups.Add([i]);
            else
                group.Add(i);
        }

        int[][] ordered = [.. groups.Select(g => g.ToArray())];
        if (random.Next(2) == 0)
            random.Shuffle(ordered);
        return [.. ordered];
    }
}
