using Emo.Codegen.Specs;

namespace Emo.Train.Anchors;

/// <summary>Anchors that a search found, of which one is proposed.</summary>
/// <param name="fit">How well anchors fit the boxes.</param>
/// <param name="own">The spec's own, which the proposed ones must not be worse than.</param>
internal sealed class AnchorCandidates<TAnchors>(AnchorFit fit, TAnchors own)
    where TAnchors : AnchorSpec
{
    /// <summary>So much of the score is worth the cost of more anchors.</summary>
    private const double Worth = 0.01;

    private readonly List<Candidate> _all = [Measured(fit, own)];

    public void Add(TAnchors anchors) => _all.Add(Measured(fit, anchors));

    /// <summary>Of those that cover no fewer boxes than the spec's own, the fewest that are nearly as good as the best.</summary>
    public TAnchors Choose()
    {
        var good = _all.Where(candidate => candidate.Share >= _all[0].Share && candidate.LeastShare >= _all[0].LeastShare).ToList();
        double best = good.Max(candidate => candidate.Score);
        return good.Where(candidate => candidate.Score >= best - Worth)
            .OrderBy(candidate => Enumerable.Range(0, fit.Levels).Sum(candidate.Anchors.PerCell))
            .ThenByDescending(candidate => candidate.Score)
            .First().Anchors;
    }

    private static Candidate Measured(AnchorFit fit, TAnchors anchors)
    {
        double[] best = fit.Best(anchors);
        return new Candidate(anchors, AnchorFit.Share(best), fit.LeastShare(best), fit.Score(best));
    }

    /// <summary>Anchors, the share of all boxes that they cover, that of the class that they cover least, and their score.</summary>
    private sealed record Candidate(TAnchors Anchors, double Share, double LeastShare, double Score);
}
