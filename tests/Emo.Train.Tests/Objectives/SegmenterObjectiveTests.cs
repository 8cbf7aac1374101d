using Emo.Codegen.Graph;
using Emo.Train.Data;
using Emo.Train.Objectives;
using TorchSharp;

namespace Emo.Train.Tests;

public sealed class SegmenterObjectiveTests
{
    private const int Pictures = 2;
    private const int Classes = 3;
    private const int Side = 8;
    private const int Cells = 3;

    private static readonly float[] s_logits = Logits();
    private static readonly MaskTruth[] s_truths = [Truth(1), Truth(2)];

    [Fact]
    public void It_is_the_mean_of_cross_entropy_over_the_known_pixels_of_the_input() =>
        AssertLoss(CrossEntropy([1, 1, 1]), weights: null, dice: 0);

    [Fact]
    public void Weights_multiply_the_pixels_of_a_class() => AssertLoss(CrossEntropy([1, 5, 0.25]), weights: [1, 5, 0.25f], dice: 0);

    [Fact]
    public void Dice_counts_beside_it() => AssertLoss(CrossEntropy([1, 1, 1]) + (0.5 * Dice()), weights: null, dice: 0.5);

    [Fact]
    public void A_batch_of_which_nothing_is_known_has_no_loss()
    {
        using var scope = torch.NewDisposeScope();
        var nothing = new MaskTruth([.. Enumerable.Repeat(MaskTruth.Ignored, Side * Side)]);
        var objective = new SegmenterObjective(new MapShape(3, Side, Side), weights: null, dice: 0);
        Assert.Equal(0, objective.Loss([Tensor()], [nothing, nothing]).item<float>());
    }

    private static double CrossEntropy(double[] weights)
    {
        double sum = 0;
        int known = 0;
        for (int picture = 0; picture < Pictures; picture++)
        {
            for (int i = 0; i < Side * Side; i++)
            {
                byte label = s_truths[picture].Labels[i];
                if (label == MaskTruth.Ignored)
                    continue;
                known++;
                sum -= weights[label] * Math.Log(Scores(picture, i)[label]);
            }
        }

        return sum / known;
    }

    private static double Dice()
    {
        double sum = 0;
        for (int picture = 0; picture < Pictures; picture++)
        {
            for (int c = 0; c < Classes; c++)
            {
                double both = 0;
                double each = 0;
                for (int i = 0; i < Side * Side; i++)
                {
                    byte label = s_truths[picture].Labels[i];
                    if (label == MaskTruth.Ignored)
                        continue;
                    double score = Scores(picture, i)[c];
                    both += label == c ? score : 0;
                    each += (score * score) + (label == c ? 1 : 0);
                }

                sum += 1 - (((2 * both) + 1) / (each + 1));
            }
        }

        return sum / (Pictures * Classes);
    }

    /// <summary>Softmax of the logits at a pixel of the input: bilinear, the cells' middles being at (cell + 0.5) * side / cells.</summary>
    private static double[] Scores(int picture, int pixel)
    {
        double[] logits = new double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            foreach (var (row, rowShare) in Neighbours(pixel / Side))
            {
                foreach (var (column, columnShare) in Neighbours(pixel % Side))
                    logits[c] += rowShare * columnShare * s_logits[(((((picture * Classes) + c) * Cells) + row) * Cells) + column];
            }
        }

        double all = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / all)];
    }

    private static (int Cell, double Share)[] Neighbours(int pixel)
    {
        double place = Math.Max(0, ((pixel + 0.5) * Cells / Side) - 0.5);
        int first = (int)place;
        return [(first, 1 - (place - first)), (Math.Min(first + 1, Cells - 1), place - first)];
    }

    private static float[] Logits()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Pictures * Classes * Cells * Cells).Select(_ => (float)((6 * random.NextDouble()) - 3))];
    }

    private static MaskTruth Truth(int seed)
    {
        var random = new Random(seed);
        byte[] labels = new byte[Side * Side];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = random.Next(5) == 0 ? MaskTruth.Ignored : (byte)random.Next(Classes);
        return new MaskTruth(labels);
    }

    private static torch.Tensor Tensor() => torch.tensor(s_logits, [Pictures, Classes, Cells, Cells]);

    private static void AssertLoss(double expected, float[]? weights, double dice)
    {
        using var scope = torch.NewDisposeScope();
        var loss = new SegmenterObjective(new MapShape(3, Side, Side), weights, dice).Loss([Tensor()], s_truths);
        Assert.Equal(expected, loss.item<float>(), tolerance: 1e-5);
    }
}
