using Emo.Codegen.Graph;

namespace Emo.Train.Network;

/// <summary>The generator has a kind of layer that the trainer cannot compute. One line says so.</summary>
internal sealed class UnknownLayerException(Layer layer) : IOException(
    $"The trainer does not know the layer {layer.GetType().Name} ('{layer.Description}'" +
    (layer.Name.Length > 0 ? $", {layer.Name})." : ")."));
