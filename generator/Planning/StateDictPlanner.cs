using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// The tensors that the layers have in a checkpoint, in the order of the network. Layers that share theirs name them once.
/// </summary>
internal static class StateDictPlanner
{
    public static EquatableArray<StateTensors> Plan(LayerGraph graph) =>
        graph.Layers.SelectMany(layer => layer.Tensors).Distinct().ToEquatableArray();
}
