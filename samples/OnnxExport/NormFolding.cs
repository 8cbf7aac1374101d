using Emo.Codegen.Graph;

namespace Emo.Onnx;

/// <summary>
/// Which batch norms and layer scales become part of a convolution. A norm goes into the 1x1 convolution after it where that is the only
/// reader (there is no padding that the norm's shift would miss), else into the convolution before it. A layer scale goes into the
/// convolution before it, or before the norm that is in there already.
/// </summary>
internal sealed class NormFolding
{
    private readonly Dictionary<int, BatchNormLayer> _before = [];
    private readonly Dictionary<int, BatchNormLayer> _after = [];
    private readonly Dictionary<int, ScaleLayer> _scales = [];
    private readonly HashSet<int> _folded = [];
    private readonly Dictionary<int, Layer> _layers;
    private readonly ILookup<int, Layer> _readers;
    private readonly HashSet<int> _outputs;

    public NormFolding(LayerGraph graph)
    {
        _layers = graph.Layers.ToDictionary(layer => layer.Id);
        _readers = graph.Layers
            .SelectMany(layer => layer.Inputs.Select(input => (Input: input, Reader: layer)))
            .ToLookup(pair => pair.Input, pair => pair.Reader);
        _outputs = graph.Outputs.Select(output => output.Layer).ToHashSet();
        foreach (var norm in graph.Layers.OfType<BatchNormLayer>())
        {
            if (!_outputs.Contains(norm.Id) && _readers[norm.Id].ToArray() is [ConvolutionLayer { KernelSize: 1 } after])
                Fold(norm, after, _before);
            else if (OnlyInput(norm) is ConvolutionLayer before)
                Fold(norm, before, _after);
        }

        foreach (var scale in graph.Layers.OfType<ScaleLayer>())
        {
            var source = OnlyInput(scale);
            if (source is BatchNormLayer norm && _after.GetValueOrDefault(norm.Inputs[0]) == norm)
                source = _layers[norm.Inputs[0]];
            if (source is ConvolutionLayer before)
                Fold(scale, before, _scales);
        }
    }

    public bool IsFolded(Layer layer) => _folded.Contains(layer.Id);

    public BatchNormLayer? NormBefore(ConvolutionLayer convolution) => _before.GetValueOrDefault(convolution.Id);

    public BatchNormLayer? NormAfter(ConvolutionLayer convolution) => _after.GetValueOrDefault(convolution.Id);

    /// <summary>Behind the norm, if there is one.</summary>
    public ScaleLayer? ScaleAfter(ConvolutionLayer convolution) => _scales.GetValueOrDefault(convolution.Id);

    /// <summary>The layer that a layer reads, if nobody else sees it.</summary>
    private Layer? OnlyInput(Layer layer)
    {
        var input = _layers.GetValueOrDefault(layer.Inputs[0]);
        return input is not null && !_outputs.Contains(input.Id) && _readers[input.Id].Count() == 1 ? input : null;
    }

    private void Fold<T>(T layer, ConvolutionLayer convolution, Dictionary<int, T> side)
        where T : Layer
    {
        side.Add(convolution.Id, layer);
        _folded.Add(layer.Id);
    }
}
