using Emo.Codegen.Graph;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Network;

/// <summary>
/// Multi-head attention within the windows of a dilated grid, as the official iRMB has it (paper, section 3.3; <c>model/emo.py</c>).
/// The map is padded with zeros right and bottom to a multiple of the window; a window's cells lie as far apart as there are windows.
/// </summary>
internal sealed class AttentionFunction(WindowAttentionLayer layer, StateTensorTable tensors)
{
    public torch.Tensor Compute(torch.Tensor x)
    {
        long batch = x.shape[0];
        var windows = Partition(x, batch);
        var queriesAndKeys = functional.conv2d(
            windows, tensors[layer.Name + ".qk.conv.weight"], tensors.Find(layer.Name + ".qk.conv.bias")).chunk(2, dim: 1);
        var (queries, keys, values) = (ToHeads(queriesAndKeys[0]), ToHeads(queriesAndKeys[1]), ToHeads(Value(windows)));
        var scores = (queries.matmul(keys.transpose(2, 3)) * (1 / Math.Sqrt(layer.HeadWidth))).softmax(dim: -1);
        return Merge(scores.matmul(values).transpose(2, 3), batch);
    }

    /// <summary>[batch * windows, channels, window height, window width].</summary>
    private torch.Tensor Partition(torch.Tensor x, long batch)
    {
        int bottom = (layer.WindowRows * layer.WindowHeight) - layer.Input.Height;
        int right = (layer.WindowColumns * layer.WindowWidth) - layer.Input.Width;
        return functional.pad(x, [0, right, 0, bottom])
            .reshape(batch, layer.Input.Channels, layer.WindowHeight, layer.WindowRows, layer.WindowWidth, layer.WindowColumns)
            .permute(0, 3, 5, 1, 2, 4)
            .reshape(-1, layer.Input.Channels, layer.WindowHeight, layer.WindowWidth);
    }

    /// <summary>The windows themselves, or their value projection, which cells of padding go through, too.</summary>
    private torch.Tensor Value(torch.Tensor windows)
    {
        if (layer.Value is not { } value)
            return windows;
        var projected = functional.conv2d(
            windows, tensors[layer.Name + ".v.conv.weight"], tensors.Find(layer.Name + ".v.conv.bias"), groups: value.Groups);
        return Activations.Apply(value.Activation, projected);
    }

    /// <summary>[batch * windows, heads, window cells, channels of a head].</summary>
    private torch.Tensor ToHeads(torch.Tensor windows) =>
        windows.reshape(windows.shape[0], layer.Heads, -1, layer.WindowTokens).transpose(2, 3);

    /// <param name="attended">[batch * windows, heads, channels of a head, window cells].</param>
    /// <param name="batch">The number of inputs.</param>
    private torch.Tensor Merge(torch.Tensor attended, long batch)
    {
        var map = attended
            .reshape(batch, layer.WindowRows, layer.WindowColumns, layer.Output.Channels, layer.WindowHeight, layer.WindowWidth)
            .permute(0, 3, 4, 1, 5, 2)
            .reshape(batch, layer.Output.Channels, layer.WindowRows * layer.WindowHeight, layer.WindowColumns * layer.WindowWidth);
        return map.narrow(2, 0, layer.Output.Height).narrow(3, 0, layer.Output.Width);
    }
}
