using Emo.Codegen.Graph;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Emo.Train.Network;

/// <summary>
/// Computes the layers of a graph one by one. Maps are [batch, channels, height, width]; behind a linear layer [batch, channels].
/// </summary>
/// <param name="tensors">The weights.</param>
/// <param name="maps">What the layers before gave, by their ids.</param>
internal sealed class LayerFunctions(StateTensorTable tensors, IReadOnlyDictionary<int, torch.Tensor> maps)
{
    /// <summary>PyTorch's default: how far a batch moves the running statistics.</summary>
    private const double BatchNormMomentum = 0.1;

    /// <summary>Sees that every layer of a graph can be computed.</summary>
    /// <exception cref="UnknownLayerException">One is of a kind that is not known here.</exception>
    public static void Check(LayerGraph graph)
    {
        var unknown = graph.Blocks.SelectMany(block => block.Layers).FirstOrDefault(layer => layer is not (
            ConvolutionLayer or BatchNormLayer or LayerNormLayer or ActivationLayer or ScaleLayer or SqueezeExciteLayer
            or WindowAttentionLayer or AddLayer or ConcatenateLayer or ResizeLayer or AdaptiveMeanLayer or GlobalMeanLayer or LinearLayer));
        if (unknown is not null)
            throw new UnknownLayerException(unknown);
    }

    /// <param name="layer">A layer whose inputs have been computed.</param>
    /// <param name="statistics">Whether a batch norm takes the batch's statistics, and moves its own.</param>
    /// <exception cref="UnknownLayerException">It is of a kind that is not known here.</exception>
    public torch.Tensor Compute(Layer layer, bool statistics)
    {
        var x = maps[layer.Inputs[0]];
        return layer switch
        {
            ConvolutionLayer convolution => Convolve(convolution, x),
            BatchNormLayer norm => Normalise(norm, x, statistics),
            LayerNormLayer norm => Normalise(norm, x),
            ActivationLayer activation => Activations.Apply(activation.Activation, x),
            ScaleLayer scale => x * tensors[scale.Name + ".gamma"],
            SqueezeExciteLayer gate => SqueezeExcite(gate, x),
            WindowAttentionLayer attention => new AttentionFunction(attention, tensors).Compute(x),
            AddLayer add => x + maps[add.Inputs[1]],
            ConcatenateLayer concatenate => torch.cat([.. concatenate.Inputs.Select(input => maps[input])], dim: 1),
            ResizeLayer resize => Resize(resize, x),
            AdaptiveMeanLayer mean => functional.adaptive_avg_pool2d(x, [mean.Output.Height, mean.Output.Width]),
            GlobalMeanLayer => x.mean([2, 3], keepdim: true),
            LinearLayer linear => functional.linear(x.flatten(1), tensors[linear.Name + ".weight"], tensors[linear.Name + ".bias"]),
            _ => throw new UnknownLayerException(layer),
        };
    }

    private torch.Tensor Convolve(ConvolutionLayer layer, torch.Tensor x) => functional.conv2d(
        x,
        tensors[layer.Name + ".weight"],
        tensors.Find(layer.Name + ".bias"),
        strides: [layer.Stride, layer.Stride],
        padding: [layer.Padding, layer.Padding],
        dilation: [layer.Dilation, layer.Dilation],
        groups: layer.Groups);

    private torch.Tensor Normalise(BatchNormLayer layer, torch.Tensor x, bool statistics) => functional.batch_norm(
        x,
        tensors[layer.Name + ".running_mean"],
        tensors[layer.Name + ".running_var"],
        tensors[layer.Name + ".weight"],
        tensors[layer.Name + ".bias"],
        training: statistics,
        momentum: BatchNormMomentum,
        eps: layer.Epsilon);

    /// <summary>Of each cell over its channels, which libtorch wants last.</summary>
    private torch.Tensor Normalise(LayerNormLayer layer, torch.Tensor x) => functional.layer_norm(
        x.permute(0, 2, 3, 1),
        [layer.Output.Channels],
        tensors[layer.Name + ".weight"],
        tensors[layer.Name + ".bias"],
        layer.Epsilon).permute(0, 3, 1, 2);

    private torch.Tensor SqueezeExcite(SqueezeExciteLayer layer, torch.Tensor x)
    {
        var mean = x.mean([2, 3], keepdim: true);
        var reduced = Activations.Apply(layer.Activation, Pointwise(layer.Name + ".conv_reduce", mean));
        return x * Pointwise(layer.Name + ".conv_expand", reduced).sigmoid();
    }

    private torch.Tensor Pointwise(string name, torch.Tensor x) =>
        functional.conv2d(x, tensors[name + ".weight"], tensors[name + ".bias"]);

    private static torch.Tensor Resize(ResizeLayer layer, torch.Tensor x)
    {
        long[] size = [layer.Output.Height, layer.Output.Width];
        return layer.Kind switch
        {
            ResizeKind.Nearest => functional.interpolate(x, size, mode: torch.InterpolationMode.Nearest),
            ResizeKind.Bilinear => functional.interpolate(x, size, mode: torch.InterpolationMode.Bilinear, align_corners: false),
        };
    }
}
