using Emo.Codegen;
using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;

namespace Emo.Train.Anchors;

/// <summary>
/// Proposes the anchors of a RetinaNet head, which are the same on all levels: the scale of the smallest, how many sizes there are to an
/// octave, and the ratios, which start at the groups of the boxes' own.
/// </summary>
internal sealed class OctaveAnchorSearch(AnchorFit fit, OctaveAnchorSpec own)
{
    private const int MostScale = 16;
    private const int MostOctave = 3;
    private const int MostRatios = 3;
    private const int MostRounds = 10;

    private static readonly double[] s_steps = [0.8, 0.9, 0.95, 1.05, 1.1, 1.25];

    public OctaveAnchorSpec Propose(IReadOnlyCollection<TrueBox> boxes)
    {
        double[] logs = [.. boxes.Select(box => Math.Log((box.Bottom - box.Top) / (box.Right - box.Left)))];
        var candidates = new AnchorCandidates<OctaveAnchorSpec>(fit, own);
        for (int count = 1; count <= MostRatios; count++)
        {
            var ratios = SizeClusters.Of(logs, count).Select(log => Ratio(Math.Exp(log))).Distinct().ToEquatableArray();
            for (int octave = 1; octave <= MostOctave; octave++)
            {
                var start = Enumerable.Range(1, MostScale)
                    .Select(scale => own with { BaseScale = scale, ScalesPerOctave = octave, Ratios = ratios })
                    .MaxBy(spec => fit.Score(fit.Best(spec)))!;
                candidates.Add(Improve(start));
            }
        }

        return candidates.Choose();
    }

    private OctaveAnchorSpec Improve(OctaveAnchorSpec spec)
    {
        double score = fit.Score(fit.Best(spec));
        bool improved = true;
        for (int round = 0; round < MostRounds && improved; round++)
        {
            improved = false;
            for (int i = 0; i < spec.Ratios.Count; i++)
            {
                foreach (double step in s_steps)
                {
                    int at = i;
                    var ratios = spec.Ratios.Select((ratio, index) => index == at ? Ratio(ratio * step) : ratio).ToEquatableArray();
                    var changed = spec with { Ratios = ratios };
                    double next = fit.Score(fit.Best(changed));
                    if (next > score)
                        (spec, score, improved) = (changed, next, true);
                }
            }
        }

        return spec;
    }

    private static double Ratio(double ratio) => Math.Clamp(Math.Round(ratio, 2), 0.05, SpecLimits.MaxAnchorRatio);
}
