using Emo.Tool;
using Emo.Tool.Terminal;
using Emo.Train.Network;
using Emo.Train.Objectives;
using TorchSharp;

namespace Emo.Train.Training;

/// <summary>One step of a training: a batch forward and back, then the weights and their moving average.</summary>
/// <param name="network">What is trained.</param>
/// <param name="average">Follows it.</param>
/// <param name="optimizer">Changes it.</param>
/// <param name="objective">What it should learn.</param>
/// <param name="options">How.</param>
internal sealed class TrainingStep<TTruth>(
    TorchNetwork network, MovingAverage average, AdamW optimizer, IObjective<TTruth> objective, TrainingOptions options)
{
    private readonly torch.Device _device = NetworkTensors.Of(network).First().Value.device;

    /// <param name="inputs">The batch, one input after the other.</param>
    /// <param name="truths">What is true of each.</param>
    /// <param name="step">The steps before this one. What is random in it follows from the number.</param>
    /// <param name="learningRate">How far to go.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ToolException">The loss or its gradient is no number.</exception>
    public double Run(float[] inputs, TTruth[] truths, long step, double learningRate)
    {
        torch.manual_seed(HashCode(options.Seed, step));
        using var scope = torch.NewDisposeScope();
        var shape = network.Graph.Input;
        using var planar = torch.tensor(inputs, [truths.Length, shape.Channels, shape.Height, shape.Width], device: _device);

        // The values of a cell together, which passes through the network: a third faster on a CPU.
        using var input = planar.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        optimizer.Clear();
        var loss = objective.Loss(network.Forward(input, training: true), truths);
        float value = loss.item<float>();
        Check(value, "loss", step);
        loss.backward();
        Check(torch.nn.utils.clip_grad_norm_(optimizer.Parameters, options.Clip), "gradient", step);
        optimizer.Step(step + 1, learningRate);
        average.Update(step + 1);
        return value;
    }

    /// <summary>Numbers near each other give seeds that are not (the finalizer of SplitMix64).</summary>
    private static long HashCode(int seed, long step)
    {
        ulong bits = ((ulong)(uint)seed << 32) + (ulong)step + 0x9e3779b97f4a7c15;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return (long)((bits ^ (bits >> 31)) >> 1);
    }

    private void Check(double value, string what, long step)
    {
        if (!double.IsFinite(value))
            throw TrainingFailure.NotFinite(Plain.Text($"The {what} is {value}"), step + 1, options.LearningRate);
    }
}
