using Emo.Train.Network;
using TorchSharp;

namespace Emo.Train.Training;

/// <summary>All tensors of a network: what is trained, and the statistics of its batch norms.</summary>
internal static class NetworkTensors
{
    /// <summary>By name, always in the same order.</summary>
    public static IEnumerable<KeyValuePair<string, torch.Tensor>> Of(TorchNetwork network) =>
        network.Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (torch.Tensor)parameter.Value)).Concat(network.Buffers);
}
