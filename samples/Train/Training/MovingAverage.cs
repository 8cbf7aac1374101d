using Emo.Train.Network;
using TorchSharp;

namespace Emo.Train.Training;

/// <summary>
/// The moving average of a network's weights and statistics, which is what is measured and kept: it is better than the weights of any one
/// step. It is a network of its own tensors. At first it follows closely, as TensorFlow's <c>ExponentialMovingAverage</c> with a number of
/// updates does.
/// </summary>
internal sealed class MovingAverage : IDisposable
{
    private readonly (torch.Tensor Average, torch.Tensor Current)[] _pairs;
    private readonly double _decay;

    /// <param name="network">The one that is trained.</param>
    /// <param name="decay">How much of the average stays in a step, below 1.</param>
    public MovingAverage(TorchNetwork network, double decay)
    {
        _decay = decay;
        Network = network.Clone();
        _pairs = [.. NetworkTensors.Of(Network).Zip(NetworkTensors.Of(network), (average, current) => (average.Value, current.Value))];
    }

    /// <summary>The average.</summary>
    public TorchNetwork Network { get; }

    /// <summary>Takes in the weights as they are now.</summary>
    /// <param name="number">Which step it was, from 1.</param>
    public void Update(long number)
    {
        using var noGradient = torch.no_grad();
        double decay = Math.Min(_decay, (1.0 + number) / (10 + number));
        foreach (var (average, current) in _pairs)
            average.lerp_(current, 1 - decay);
    }

    public void Dispose() => Network.Dispose();
}
