using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>Walks a block's layers in order; the block planners take what they fuse.</summary>
internal sealed class BlockCursor(LayerBlock block)
{
    private int _next;

    public T Take<T>()
        where T : Layer => TryTake<T>() ?? throw new InvalidOperationException(
            $"{block.Name}: expected {typeof(T).Name} at layer {_next}, found {(_next < block.Layers.Count ? block.Layers[_next].GetType().Name : "the end")}.");

    public T? TryTake<T>()
        where T : Layer
    {
        if (_next >= block.Layers.Count || block.Layers[_next] is not T layer)
            return null;
        _next++;
        return layer;
    }

    /// <summary>Whether the next two layers are of these kinds.</summary>
    public bool IsAt<TFirst, TSecond>()
        where TFirst : Layer
        where TSecond : Layer =>
        _next + 1 < block.Layers.Count && block.Layers[_next] is TFirst && block.Layers[_next + 1] is TSecond;

    public Activation TakeActivation() => TryTake<ActivationLayer>() is { } layer
        ? (Activation)Enum.Parse(typeof(Activation), layer.Activation.ToString())
        : Activation.None;
}
