using Emo.Codegen.Graph;
using Emo.Onnx.Layers;
using Emo.Onnx.Schema;

namespace Emo.Onnx;

/// <summary>
/// Layer graph and weights to an ONNX model in the form that ONNX Runtime runs fastest. The input is <c>input</c>,
/// [1, 3, height, width]; outputs have the graph's names.
/// </summary>
internal sealed class OnnxExporter
{
    private readonly LayerGraph _layers;
    private readonly TensorSource _weights;
    private readonly NormFolding _folding;
    private readonly OnnxGraph _graph;
    private readonly ConvolutionNodes _convolutions;
    private readonly Dictionary<int, Layer> _byId;
    private readonly Dictionary<int, MapValue> _values = [];

    private OnnxExporter(LayerGraph layers, TensorSource weights)
    {
        _layers = layers;
        _weights = weights;
        _folding = new NormFolding(layers);
        _graph = new OnnxGraph(layers.Name);
        _convolutions = new ConvolutionNodes(_graph, _folding, weights);
        _byId = layers.Layers.ToDictionary(layer => layer.Id);
    }

    /// <param name="layers">The network.</param>
    /// <param name="weights">Its state dict.</param>
    /// <param name="stages">Whether to give out the map of every stage besides the graph's own outputs.</param>
    public static ModelProto Export(LayerGraph layers, TensorSource weights, bool stages = false) =>
        new OnnxExporter(layers, weights).Export(stages ? [.. layers.Outputs, .. StageOutputs.Missing(layers)] : [.. layers.Outputs]);

    private ModelProto Export(GraphOutput[] outputs)
    {
        var input = new MapValue("input", _layers.Input, MapLayout.Planar);
        _graph.Input(input.Name, input.Dimensions);
        _values.Add(0, input);
        foreach (var block in _layers.Blocks)
        {
            _graph.Scope = block.Name;
            foreach (var layer in block.Layers)
                _values.Add(layer.Id, Emit(layer, _values[layer.Inputs[0]]));
        }

        foreach (var output in outputs)
        {
            var value = _values[output.Layer];
            if (value.Layout == MapLayout.Cells)
                value = value.ToPlanar(_graph);
            _graph.Output(output.Name, value.Name, value.Dimensions);
        }

        return _graph.ToModel();
    }

    private MapValue Emit(Layer layer, MapValue input) => layer switch
    {
        ConvolutionLayer convolution => _convolutions.Emit(convolution, input),
        BatchNormLayer norm => _folding.IsFolded(norm) ? input : NormNodes.Batch(_graph, norm, _weights, input),
        LayerNormLayer norm => IsWithinWindows(norm) ? input : NormNodes.Layer(_graph, norm, _weights, input),
        ActivationLayer activation => input with { Name = ActivationNodes.Emit(_graph, activation.Activation, input.Name) },
        ScaleLayer scale => _folding.IsFolded(scale) ? input : MapNodes.Scale(_graph, scale, _weights, input),
        SqueezeExciteLayer se => SqueezeExciteNodes.Emit(_graph, se, _weights, input),
        WindowAttentionLayer attention => new AttentionNodes(_graph, attention, _weights).Emit(input, NormOfTokens(attention)),
        AddLayer add => Add(input, _values[add.Inputs[1]]),
        ConcatenateLayer concatenate => MapNodes.Concatenate(_graph, concatenate, concatenate.Inputs.Select(id => _values[id])),
        ResizeLayer resize => MapNodes.Resize(_graph, resize, input),
        AdaptiveMeanLayer mean => MapNodes.AdaptiveMean(_graph, mean, input),
        GlobalMeanLayer mean => HeadNodes.Mean(_graph, mean, input),
        LinearLayer linear => HeadNodes.Linear(_graph, linear, _weights, input),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "The exporter does not know this kind of layer."),
    };

    private MapValue Add(MapValue left, MapValue right)
    {
        left = left.ToPlanar(_graph);
        return left with { Name = _graph.Node("Add", [left.Name, right.ToPlanar(_graph).Name]) };
    }

    /// <summary>
    /// A layer norm looks at one cell, so it can come after the partition, where the layout suits it, unless cells of
    /// padding come between: these are zero, not the norm's shift.
    /// </summary>
    private LayerNormLayer? NormOfTokens(WindowAttentionLayer attention) =>
        _byId[attention.Inputs[0]] is LayerNormLayer norm && attention.Tokens == attention.Input.Cells ? norm : null;

    private bool IsWithinWindows(LayerNormLayer norm) =>
        _layers.Layers.Where(layer => layer.Inputs.Contains(norm.Id)).ToArray() is [WindowAttentionLayer attention]
            && NormOfTokens(attention) == norm;
}
