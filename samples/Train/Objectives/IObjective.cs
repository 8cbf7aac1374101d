using TorchSharp;

namespace Emo.Train.Objectives;

/// <summary>What a network of one kind should learn: the loss of its outputs.</summary>
/// <typeparam name="TTruth">What is true of one input.</typeparam>
internal interface IObjective<in TTruth>
{
    /// <param name="outputs">Those of the layer graph, in its order: [batch, channels, height, width], or [batch, classes].</param>
    /// <param name="truths">One for each input of the batch.</param>
    /// <returns>A scalar that has a gradient.</returns>
    torch.Tensor Loss(IReadOnlyList<torch.Tensor> outputs, IReadOnlyList<TTruth> truths);
}
