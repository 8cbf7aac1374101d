using Emo.Codegen.Graph;
using Emo.Samples;
using TorchSharp;

namespace Emo.Train.Network;

/// <summary>
/// A layer graph that libtorch executes, with parameters under the names of the checkpoints. One thread at a time may use it.
/// </summary>
internal sealed class TorchNetwork : IDisposable
{
    private TorchNetwork(LayerGraph graph, int seed, torch.Device device) => (Graph, _, _) = (graph, seed, device);

    public LayerGraph Graph { get; }

    /// <summary>What is trained, by the name in the state dict.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Parameters => throw new NotImplementedException();

    /// <summary>The running means and variances of batch norms, by the name in the state dict.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Buffers => throw new NotImplementedException();

    /// <summary>A network with random weights, the same for the same seed, on the CPU or a GPU.</summary>
    public static TorchNetwork Create(LayerGraph graph, int seed, torch.Device device) => new(graph, seed, device);

    /// <summary>Another network of the same graph and values, which shares no tensor with this one.</summary>
    public TorchNetwork Clone() => throw new NotImplementedException();

    /// <summary>The outputs of the graph, in its order. In training batch norms use and update the batch's statistics.</summary>
    /// <param name="input">[batch, 3, height, width].</param>
    /// <param name="training">Whether batch norms (but the frozen ones) see the batch, and dropout drops.</param>
    public torch.Tensor[] Forward(torch.Tensor input, bool training) => throw new NotImplementedException();

    /// <summary>Keeps the parameters of the backbone as they are, and its batch norms in evaluation.</summary>
    public void FreezeBackbone() => throw new NotImplementedException();

    /// <summary>Takes over each tensor of a checkpoint that has the network's name and shape.</summary>
    /// <returns>The names of the tensors of the network that the checkpoint lacks or has in another shape, with the reason.</returns>
    public IReadOnlyList<string> Load(Checkpoint checkpoint) => throw new NotImplementedException();

    /// <summary>All parameters and buffers under the names of the state dict, which the generated class loads.</summary>
    public SafetensorsFile ToSafetensors() => throw new NotImplementedException();

    public void Dispose()
    {
    }
}
