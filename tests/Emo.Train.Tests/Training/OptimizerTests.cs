using Emo.Train.Network;
using Emo.Train.Tests.Training;
using Emo.Train.Training;
using TorchSharp;
using TorchSharp.Modules;
using AdamW = Emo.Train.Training.AdamW;

namespace Emo.Train.Tests;

public sealed class OptimizerTests
{
    private const double Rate = 0.01;
    private const double Decay = 0.05;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AdamW_is_its_formula_and_spares_vectors(bool isMatrix)
    {
        using var parameter = new Parameter(torch.tensor([0.5f, -1.5f, 2f, 0.1f], isMatrix ? [2, 2] : [4]));
        using var optimizer = new AdamW(new Dictionary<string, Parameter> { ["weight"] = parameter }, Decay);
        double[] expected = [0.5, -1.5, 2, 0.1];
        double[] mean = new double[4];
        double[] square = new double[4];
        for (int step = 1; step <= 5; step++)
        {
            optimizer.Clear();
            (parameter.sin() * step).sum().backward();
            optimizer.Step(step, Rate);
            for (int i = 0; i < 4; i++)
            {
                double gradient = Math.Cos(expected[i]) * step;
                mean[i] = (0.9 * mean[i]) + (0.1 * gradient);
                square[i] = (0.999 * square[i]) + (0.001 * gradient * gradient);
                double size = mean[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
                expected[i] -= Rate * (size + (isMatrix ? Decay * expected[i] : 0));
            }
        }

        float[] actual = parameter.detach().data<float>().ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5));
    }

    [Fact]
    public void The_rate_warms_up_and_falls_to_nearly_nothing()
    {
        var rate = new LearningRate(Rate, WarmUpSteps: 10);
        Assert.Equal(LearningRate.Least, rate.At(step: 0, done: 0), tolerance: 1e-12);
        Assert.Equal((Rate / 2) + LearningRate.Least, rate.At(step: 5, done: 0), tolerance: 1e-12);
        Assert.Equal((Rate / 2) + LearningRate.Least, rate.At(step: 500, done: 0.5), tolerance: 1e-12);
        Assert.Equal(LearningRate.Least, rate.At(step: 1000, done: 1), tolerance: 1e-12);
    }

    [Fact]
    public void The_warm_up_ends_with_a_tenth_of_a_short_training()
    {
        double warm = new LearningRate(Rate, WarmUpSteps: 0).At(step: 0, done: 0.1);
        Assert.Equal(warm, new LearningRate(Rate, WarmUpSteps: 1000).At(step: 3, done: 0.1), tolerance: 1e-12);
    }

    [Fact]
    public void The_average_shares_no_tensor_and_follows_closely_at_first()
    {
        using var folder = new TrainingFolder();
        using var network = TorchNetwork.Create(folder.Spec(TrainingSpecs.Classifier).Graph, seed: 1, torch.CPU);
        using var average = new MovingAverage(network, decay: 0.998);
        const string Name = "stage1.0.conv_local.norm.running_mean";
        using var noGradient = torch.no_grad();
        network.Buffers[Name].fill_(11);
        network.Parameters["head.bias"].fill_(11);
        Assert.Equal(0, average.Network.Buffers[Name][0].item<float>());
        average.Update(1);
        Assert.Equal(9, average.Network.Buffers[Name][0].item<float>(), tolerance: 1e-5);
        Assert.Equal(9, average.Network.Parameters["head.bias"][0].item<float>(), tolerance: 1e-5);
        average.Update(1_000_000);
        Assert.Equal((9 * 0.998) + (11 * 0.002), average.Network.Buffers[Name][0].item<float>(), tolerance: 1e-5);
    }
}
