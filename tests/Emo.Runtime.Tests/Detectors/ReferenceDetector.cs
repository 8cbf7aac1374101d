using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Detectors;

/// <summary>What mmdetection does, line by line, with lists and in double precision.</summary>
internal static class ReferenceDetector
{
    public static List<Detection> Detect(TestDetector detector, PictureFrame frame)
    {
        var workspace = detector.Workspace;
        var candidates = new List<Detection>();
        for (int level = 0; level < detector.Levels.Length; level++)
            candidates.AddRange(Candidates(detector, level, frame).OrderByDescending(candidate => candidate.Score).Take(detector.PreNms));

        var kept = new List<Detection>();
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
        {
            if (!kept.Any(other => other.ClassIndex == candidate.ClassIndex && Overlap(other, candidate) > workspace.NmsThreshold))
                kept.Add(candidate);
        }

        return [.. kept.Take(workspace.MaxDetections)];
    }

    private static IEnumerable<Detection> Candidates(TestDetector detector, int level, PictureFrame frame)
    {
        for (int cell = 0; cell < detector.Levels[level].Cells; cell++)
        {
            for (int anchor = 0; anchor < TestDetector.AnchorsPerCell; anchor++)
            {
                for (int c = 0; c < detector.Classes; c++)
                {
                    float score = (float)Score(detector, level, cell, anchor, c);
                    if (score > detector.Workspace.ScoreThreshold)
                        yield return Box(detector, level, cell, anchor, frame) with { ClassIndex = c, Label = $"class {c}", Score = score };
                }
            }
        }
    }

    private static double Score(TestDetector detector, int level, int cell, int anchor, int c)
    {
        if (detector.Activation == ScoreActivation.Sigmoid)
            return 1 / (1 + Math.Exp(-detector.Logit(level, cell, anchor, c)));
        double sum = 0;
        for (int i = 0; i < detector.Logits; i++)
            sum += Math.Exp(detector.Logit(level, cell, anchor, i));
        return Math.Exp(detector.Logit(level, cell, anchor, c)) / sum;
    }

    private static Detection Box(TestDetector detector, int level, int cell, int anchor, PictureFrame frame)
    {
        var place = detector.Levels[level].AnchorAt(cell, anchor);
        double width = place.Right - place.Left;
        double height = place.Bottom - place.Top;
        double x = ((place.Left + place.Right) / 2) + (width * 0.1 * detector.Delta(level, cell, anchor, 0));
        double y = ((place.Top + place.Bottom) / 2) + (height * 0.1 * detector.Delta(level, cell, anchor, 1));
        width *= Math.Exp(Math.Clamp(0.2 * detector.Delta(level, cell, anchor, 2), Math.Log(0.016), -Math.Log(0.016)));
        height *= Math.Exp(Math.Clamp(0.2 * detector.Delta(level, cell, anchor, 3), Math.Log(0.016), -Math.Log(0.016)));
        double scaleX = (double)frame.ResizedWidth / frame.PictureWidth;
        double scaleY = (double)frame.ResizedHeight / frame.PictureHeight;
        return new Detection(
            (float)(Math.Clamp(x - (width / 2), 0, frame.ResizedWidth) / scaleX),
            (float)(Math.Clamp(y - (height / 2), 0, frame.ResizedHeight) / scaleY),
            (float)(Math.Clamp(x + (width / 2), 0, frame.ResizedWidth) / scaleX),
            (float)(Math.Clamp(y + (height / 2), 0, frame.ResizedHeight) / scaleY),
            0, "", 0);
    }

    private static double Overlap(Detection a, Detection b)
    {
        double width = Math.Max(0, Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left));
        double height = Math.Max(0, Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top));
        double intersection = width * height;
        return intersection / (Area(a) + Area(b) - intersection);
    }

    private static double Area(Detection box) => (double)(box.Right - box.Left) * (box.Bottom - box.Top);
}
