using Emo.Train.Data;
using Emo.Train.Objectives;
using TorchSharp;

namespace Emo.Train.Tests;

public sealed class ClassifierObjectiveTests
{
    private static readonly double[][] s_logits = [[1.5, -0.5, 0.25], [-2, 0.75, 3], [0.1, 0.2, -1]];
    private static readonly int[] s_labels = [0, 1, 2];

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void It_is_cross_entropy_with_smoothed_labels(double smoothing)
    {
        double expected = s_logits.Zip(s_labels, (logits, label) =>
            logits.Select((_, c) => Wrongness(logits, c) * ((c == label ? 1 - smoothing : 0) + (smoothing / 3))).Sum()).Average();
        AssertLoss(expected, new ClassifierObjective(smoothing, weights: null));
    }

    [Fact]
    public void With_weights_it_is_the_weighted_mean()
    {
        double[] weights = [1, 4, 0.5];
        double expected = s_logits.Zip(s_labels, (logits, label) => weights[label] * Wrongness(logits, label)).Sum() / weights.Sum();
        AssertLoss(expected, new ClassifierObjective(smoothing: 0, [1, 4, 0.5f]));
    }

    [Fact]
    public void Balanced_weights_make_all_classes_count_alike()
    {
        float[] weights = ClassWeights.Balanced([10, 30, 0]);
        Assert.Equal([2, 20 / 30f, 1], weights);
    }

    private static double Wrongness(double[] logits, int label) => Math.Log(logits.Sum(Math.Exp)) - logits[label];

    private static void AssertLoss(double expected, ClassifierObjective objective)
    {
        using var scope = torch.NewDisposeScope();
        var logits = torch.tensor(s_logits.SelectMany(row => row).Select(value => (float)value).ToArray(), [3, 3]);
        var loss = objective.Loss([logits], [.. s_labels.Select(label => new ClassTruth(label))]);
        Assert.Equal(expected, loss.item<float>(), tolerance: 1e-6);
    }
}
