using Emo.Codegen.Specs;
using Emo.Samples.Accuracy;
using Emo.Train.Objectives;
using Emo.Train.Tests.Objectives;
using TorchSharp;

namespace Emo.Train.Tests;

public sealed class DetectorObjectiveTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Ssd_is_cross_entropy_with_hard_negatives_and_smooth_l1()
    {
        var one = new DetectorCase("ssdlite-cells", DetectorCase.Classes + 1, new TrueBox(10.75f, 50.75f, 19.25f, 59.25f, 1));
        double sum = 0;
        int divisor = 0;
        for (int picture = 0; picture < DetectorCase.Pictures; picture++)
        {
            var truths = one.Truths[picture].Boxes;
            int[] assigned = PlainBoxes.Assign(one.Anchors, [.. truths], 0.5, 0.5, allBest: false);
            var negatives = new List<double>();
            int positives = 0;
            for (int i = 0; i < assigned.Length; i++)
            {
                int label = assigned[i] >= 0 ? truths[assigned[i]].ClassIndex : DetectorCase.Classes;
                double[] scores = one.Scores[picture][i];
                double wrongness = Math.Log(scores.Sum(Math.Exp)) - scores[label];
                if (assigned[i] < 0)
                {
                    negatives.Add(wrongness);
                    continue;
                }

                positives++;
                sum += wrongness + Errors(one, picture, i, assigned[i]).Sum(error => error < 1 ? error * error / 2 : error - 0.5);
            }

            sum += negatives.OrderDescending().Take(Math.Max(3 * positives, 30)).Sum();
            divisor += Math.Max(1, positives);
            Assert.Equal(picture == 0, positives > 4);
        }

        AssertLoss(sum / divisor, new SsdObjective(one.Spec.Graph, (SsdLiteHeadSpec)one.Head), one);
    }

    [Fact]
    public void Retina_is_focal_loss_and_l1()
    {
        var one = new DetectorCase("retinanet-emo-1m", DetectorCase.Classes, new TrueBox(7.9f, 39.9f, 27.9f, 59.9f, 1));
        double sum = 0;
        int divisor = 0;
        for (int picture = 0; picture < DetectorCase.Pictures; picture++)
        {
            var truths = one.Truths[picture].Boxes;
            int[] assigned = PlainBoxes.Assign(one.Anchors, [.. truths], 0.5, 0.4, allBest: true);
            Assert.Equal(picture == 0, assigned.Contains(-2));
            for (int i = 0; i < assigned.Length; i++)
            {
                if (assigned[i] == -2)
                    continue;
                for (int c = 0; c < DetectorCase.Classes; c++)
                    sum += Focal(one.Scores[picture][i][c], assigned[i] >= 0 && truths[assigned[i]].ClassIndex == c);
                if (assigned[i] >= 0)
                    sum += Errors(one, picture, i, assigned[i]).Sum();
            }

            divisor += Math.Max(1, assigned.Count(object_ => object_ >= 0));
        }

        AssertLoss(sum / divisor, new RetinaObjective(one.Spec.Graph, (RetinaHeadSpec)one.Head), one);
    }

    private static double Focal(double logit, bool isTrue)
    {
        double score = 1 / (1 + Math.Exp(-logit));
        return isTrue
            ? -0.25 * (1 - score) * (1 - score) * Math.Log(score)
            : -0.75 * score * score * Math.Log(1 - score);
    }

    /// <summary>How far each delta of an anchor is from what it should be.</summary>
    private static double[] Errors(DetectorCase one, int picture, int anchor, int truth)
    {
        double[] right = PlainBoxes.Deltas(
            one.Anchors[anchor], one.Truths[picture].Boxes[truth], [.. one.Head.Detection.BoxStd]);
        return [.. right.Zip(one.Deltas[picture][anchor], (a, b) => Math.Abs(a - b))];
    }

    private static void AssertLoss(double expected, IObjective<Data.BoxTruth> objective, DetectorCase one)
    {
        using var scope = torch.NewDisposeScope();
        var outputs = one.Outputs();
        foreach (var output in outputs)
            output.requires_grad_();
        var loss = objective.Loss(outputs, one.Truths);
        Assert.InRange(loss.item<float>(), expected * (1 - Tolerance), expected * (1 + Tolerance));
        loss.backward();
        Assert.All(outputs, output => Assert.NotNull(output.grad));
    }
}
