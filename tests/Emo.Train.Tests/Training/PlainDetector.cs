using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Train.Tests.Training;

/// <summary>Detections from outputs in double precision and plain loops. It has no limit of candidates.</summary>
internal sealed class PlainDetector(DetectorHeadSpec head, InputSpec input, GraphOutput[] outputs)
{
    private static readonly double s_largest = Math.Abs(Math.Log(16.0 / 1000));

    /// <param name="values">One array for each output.</param>
    /// <param name="side">That of the picture, which is square and was stretched.</param>
    public Detection[] Detect(float[][] values, int side)
    {
        var candidates = new List<Detection>();
        for (int level = 0; level < head.Anchors.Strides.Count; level++)
        {
            var shape = outputs[2 * level].Shape;
            float[][] anchors = [.. head.Anchors.AtFirstCell(level).Chunk(4)];
            for (int cell = 0; cell < shape.Cells; cell++)
            {
                double x = cell % shape.Width * head.Anchors.Strides[level];
                double y = cell / shape.Width * head.Anchors.Strides[level];
                for (int a = 0; a < anchors.Length; a++)
                {
                    double[] deltas = At(values[(2 * level) + 1], (int)shape.Cells, cell, a, 4);
                    var box = Box([anchors[a][0] + x, anchors[a][1] + y, anchors[a][2] + x, anchors[a][3] + y], deltas, side);
                    double[] scores = Scores(At(values[2 * level], (int)shape.Cells, cell, a, shape.Channels / anchors.Length));
                    candidates.AddRange(Enumerable.Range(0, head.Classes).Where(c => scores[c] > head.Detection.ScoreThreshold)
                        .Select(c => box with { ClassIndex = c, Score = (float)scores[c] }));
                }
            }
        }

        return [.. candidates.GroupBy(candidate => candidate.ClassIndex).SelectMany(Suppressed)
            .OrderByDescending(found => found.Score).Take(head.Detection.MaxDetections)];
    }

    private static double[] At(float[] values, int cells, int cell, int anchor, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (double)values[(((anchor * count) + i) * cells) + cell])];

    private double[] Scores(double[] logits)
    {
        if (head.ScoreActivation == Emo.Codegen.Specs.ScoreActivation.Sigmoid)
            return [.. logits.Select(logit => 1 / (1 + Math.Exp(-logit)))];
        double all = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / all)];
    }

    private Detection Box(double[] anchor, double[] deltas, int side)
    {
        double[] d = [.. deltas.Zip(head.Detection.BoxStd, (delta, std) => delta * std)];
        double width = anchor[2] - anchor[0];
        double height = anchor[3] - anchor[1];
        double x = ((anchor[0] + anchor[2]) / 2) + (d[0] * width);
        double y = ((anchor[1] + anchor[3]) / 2) + (d[1] * height);
        width *= Math.Exp(Math.Clamp(d[2], -s_largest, s_largest));
        height *= Math.Exp(Math.Clamp(d[3], -s_largest, s_largest));
        return new Detection(
            Edge(x - (width / 2), input.Width), Edge(y - (height / 2), input.Height),
            Edge(x + (width / 2), input.Width), Edge(y + (height / 2), input.Height), 0, "", 0);

        float Edge(double place, int length) => (float)(Math.Clamp(place, 0, length) * side / length);
    }

    private IEnumerable<Detection> Suppressed(IEnumerable<Detection> candidates)
    {
        var left = candidates.OrderByDescending(candidate => candidate.Score).ToList();
        while (left.Count > 0)
        {
            var best = left[0];
            yield return best;
            left.RemoveAll(other => other == best || Overlap(best, other) > head.Detection.NmsThreshold);
        }
    }

    private static double Overlap(Detection one, Detection other)
    {
        double width = Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left);
        double height = Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top);
        double both = Math.Max(0, width) * Math.Max(0, height);
        return both / (((double)one.Width * one.Height) + ((double)other.Width * other.Height) - both);
    }
}
