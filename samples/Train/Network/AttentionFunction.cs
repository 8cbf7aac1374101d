using Emo.Codegen.Graph;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Network;

/// <summary>
/// Multi-head attention within windows: of a dilated grid, as the official iRMB has it (paper, section 3.3; <c>model/emo.py</c>), of
/// tiles, or of both, added, as EMOv2's i2RMB has them (<c>model/lib_emo/emo2.py</c>). The map is padded with zeros right and bottom to a
/// multiple of the window; the cells of a grid's window lie as far apart as there are windows.
/// </summary>
internal sealed class AttentionFunction(WindowAttentionLayer layer, StateTensorTable tensors)
{
    private readonly int _height = layer.WindowRows * layer.WindowHeight;
    private readonly int _width = layer.WindowColumns * layer.WindowWidth;

    public torch.Tensor Compute(torch.Tensor x)
    {
        var padded = functional.pad(x, [0, _width - layer.Input.Width, 0, _height - layer.Input.Height]);
        var queriesAndKeys = functional.conv2d(
            padded, tensors[layer.Name + ".qk.conv.weight"], tensors.Find(layer.Name + ".qk.conv.bias")).chunk(2, dim: 1);
        var values = Value(padded);
        var sum = layer.Kind switch
        {
            WindowKind.Remote => Attend(queriesAndKeys, values, isGrid: true, isUndoneAsGrid: true),
            WindowKind.Close => Attend(queriesAndKeys, values, isGrid: false, isUndoneAsGrid: false),
            WindowKind.Hybrid => Attend(queriesAndKeys, values, isGrid: true, isUndoneAsGrid: true)
                + Attend(queriesAndKeys, values, isGrid: false, isUndoneAsGrid: layer.ScattersTiles),
        };
        return sum.narrow(2, 0, layer.Output.Height).narrow(3, 0, layer.Output.Width);
    }

    /// <summary>The padded map itself, or its value projection, which cells of padding go through, too.</summary>
    private torch.Tensor Value(torch.Tensor padded)
    {
        if (layer.Value is not { } value)
            return padded;
        var projected = functional.conv2d(
            padded, tensors[layer.Name + ".v.conv.weight"], tensors.Find(layer.Name + ".v.conv.bias"), groups: value.Groups);
        return Activations.Apply(value.Activation, projected);
    }

    private torch.Tensor Attend(torch.Tensor[] queriesAndKeys, torch.Tensor values, bool isGrid, bool isUndoneAsGrid)
    {
        var (queries, keys) = (ToHeads(queriesAndKeys[0], isGrid), ToHeads(queriesAndKeys[1], isGrid));
        var scores = (queries.matmul(keys.transpose(2, 3)) * (1 / Math.Sqrt(layer.HeadWidth))).softmax(dim: -1);
        return Merge(scores.matmul(ToHeads(values, isGrid)), values.shape[0], isUndoneAsGrid);
    }

    /// <summary>[batch, channels, height, width] to [batch * windows, heads, window cells, channels of a head].</summary>
    private torch.Tensor ToHeads(torch.Tensor map, bool isGrid)
    {
        long batch = map.shape[0];
        var cells = isGrid
            ? map.reshape(
                batch, layer.Heads, -1, layer.WindowHeight, layer.WindowRows, layer.WindowWidth, layer.WindowColumns)
                .permute(0, 4, 6, 1, 3, 5, 2)
            : map.reshape(
                batch, layer.Heads, -1, layer.WindowRows, layer.WindowHeight, layer.WindowColumns, layer.WindowWidth)
                .permute(0, 3, 5, 1, 4, 6, 2);
        return cells.reshape(-1, layer.Heads, layer.WindowTokens, map.shape[1] / layer.Heads);
    }

    /// <summary>Back to [batch, channels, height, width].</summary>
    private torch.Tensor Merge(torch.Tensor attended, long batch, bool isGrid)
    {
        var cells = attended.reshape(
            batch, layer.WindowRows, layer.WindowColumns, layer.Heads, layer.WindowHeight, layer.WindowWidth, attended.shape[3]);
        cells = isGrid ? cells.permute(0, 3, 6, 4, 1, 5, 2) : cells.permute(0, 3, 6, 1, 4, 2, 5);
        return cells.reshape(batch, layer.Output.Channels, _height, _width);
    }
}
