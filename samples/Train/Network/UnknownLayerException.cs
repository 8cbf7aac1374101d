using Emo.Codegen.Graph;

namespace Emo.Train.Network;

/// <summary>The generator has a kind of layer that the trainer cannot compute.</summary>
internal sealed class UnknownLayerException(Layer layer) : Exception(
    $"The trainer does not know the layer {layer.GetType().Name} ('{layer.Description}'" +
    (layer.Name.Length > 0 ? $", {layer.Name})." : ")."));
