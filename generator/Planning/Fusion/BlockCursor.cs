using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>Walks a block's layers in order; the block planners take what they fuse, and take all of it.</summary>
internal sealed class BlockCursor(LayerBlock block)
{
    private int _next;

    public T Take<T>()
        where T : Layer => TryTake<T>() ?? throw new InvalidOperationException(
            $"{block.Name}: expected {typeof(T).Name} at layer {_next}, found {Found}.");

    public T? TryTake<T>()
        where T : Layer
    {
        if (_next >= block.Layers.Count || block.Layers[_next] is not T layer)
            return null;
        _next++;
        return layer;
    }

    public ActivationKind TakeActivation() => TryTake<ActivationLayer>()?.Activation ?? ActivationKind.None;

    /// <summary>A layer that no planner took would be missing in the network.</summary>
    /// <exception cref="InvalidOperationException">There are layers left.</exception>
    public void End()
    {
        if (_next < block.Layers.Count)
            throw new InvalidOperationException($"{block.Name}: nobody plans layer {_next}, {Found}.");
    }

    private string Found => _next < block.Layers.Count ? block.Layers[_next].GetType().Name : "the end";
}
