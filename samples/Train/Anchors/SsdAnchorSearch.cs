using Emo.Codegen;
using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;

namespace Emo.Train.Anchors;

/// <summary>
/// Proposes the anchors of an SSD head: two square sizes for each level, and the fewest ratios that do as well as more. The sizes start at
/// the groups of the boxes' own and at the spec's, and are changed one by one while that helps.
/// </summary>
internal sealed class SsdAnchorSearch(AnchorFit fit, SsdAnchorSpec own)
{
    private const int MostRounds = 40;

    private static readonly int[][] s_ratios = [[], [2], [3], [2, 3]];
    private static readonly double[] s_steps = [0.8, 0.9, 0.95, 0.98, 1.02, 1.05, 1.1, 1.25];

    public SsdAnchorSpec Propose(IReadOnlyCollection<TrueBox> boxes)
    {
        double[] sizes = [.. SizeClusters.Of(boxes.Select(box => Math.Log(box.Area) / 2), 2 * fit.Levels).Select(Math.Exp)];
        (int Min, int Max)[] grouped = [.. sizes.Chunk(2).Select(pair => Sizes(pair[0], pair[1]))];
        (int Min, int Max)[] given = [.. own.MinSizes.Zip(own.MaxSizes)];
        var candidates = new AnchorCandidates<SsdAnchorSpec>(fit, own);
        foreach (var ratios in s_ratios
            .Select(ratios => Enumerable.Repeat(ratios.ToEquatableArray(), fit.Levels).ToEquatableArray())
            .Append(own.Ratios))
        {
            candidates.Add(Improve(grouped, ratios));
            candidates.Add(Improve(given, ratios));
        }

        return candidates.Choose();
    }

    /// <summary>Changes one size of one level at a time; the others' overlaps stay.</summary>
    private SsdAnchorSpec Improve((int Min, int Max)[] start, EquatableArray<EquatableArray<int>> ratios)
    {
        (int Min, int Max)[] sizes = [.. start];
        double[][] best = [.. Enumerable.Range(0, sizes.Length).Select(level => fit.Best(Spec(sizes, ratios), level))];
        double score = fit.Score(AnchorFit.Max(best));
        bool improved = true;
        for (int round = 0; round < MostRounds && improved; round++)
        {
            improved = false;
            for (int level = 0; level < sizes.Length; level++)
            {
                foreach (var changed in Neighbours(sizes[level]))
                {
                    var before = (sizes[level], best[level]);
                    sizes[level] = changed;
                    best[level] = fit.Best(Spec(sizes, ratios), level);
                    double next = IsSorted(sizes) ? fit.Score(AnchorFit.Max(best)) : double.NegativeInfinity;
                    if (next > score)
                        (score, improved) = (next, true);
                    else
                        (sizes[level], best[level]) = before;
                }
            }
        }

        return Spec(sizes, ratios);
    }

    private static IEnumerable<(int Min, int Max)> Neighbours((int Min, int Max) sizes)
    {
        double small = sizes.Min, large = Math.Sqrt((double)sizes.Min * sizes.Max);
        return s_steps
            .SelectMany(step => new[] { Sizes(small * step, large), Sizes(small, large * step), Sizes(small * step, large * step) })
            .Where(changed => changed != sizes);
    }

    /// <summary>Larger things are found on coarser levels, which see more around them.</summary>
    private static bool IsSorted((int Min, int Max)[] sizes) =>
        sizes.Zip(sizes.Skip(1)).All(pair => pair.First.Min <= pair.Second.Min && pair.First.Max <= pair.Second.Max);

    /// <summary>The second square of a level is the root of minimum times maximum.</summary>
    private static (int Min, int Max) Sizes(double small, double large)
    {
        int min = Math.Clamp((int)Math.Round(Math.Min(small, large)), 1, SpecLimits.MaxAnchorPixels);
        double second = Math.Max(small, large);
        return (min, Math.Clamp((int)Math.Round(second * second / min), min, SpecLimits.MaxAnchorPixels));
    }

    private SsdAnchorSpec Spec((int Min, int Max)[] sizes, EquatableArray<EquatableArray<int>> ratios) => own with
    {
        MinSizes = sizes.Select(size => size.Min).ToEquatableArray(),
        MaxSizes = sizes.Select(size => size.Max).ToEquatableArray(),
        Ratios = ratios,
    };
}
