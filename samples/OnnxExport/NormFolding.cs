using Emo.Codegen.Graph;

namespace Emo.Onnx;

/// <summary>
/// Which batch norms become part of a convolution. A norm goes into the 1x1 convolution after it where that is the only
/// reader (there is no padding that the norm's shift would miss), else into the convolution before it.
/// </summary>
internal sealed class NormFolding
{
    private readonly Dictionary<int, BatchNormLayer> _before = [];
    private readonly Dictionary<int, BatchNormLayer> _after = [];
    private readonly HashSet<int> _folded = [];

    public NormFolding(LayerGraph graph)
    {
        var layers = graph.Layers.ToDictionary(layer => layer.Id);
        var readers = graph.Layers
            .SelectMany(layer => layer.Inputs.Select(input => (Input: input, Reader: layer)))
            .ToLookup(pair => pair.Input, pair => pair.Reader);
        var outputs = graph.Outputs.Select(output => output.Layer).ToHashSet();
        foreach (var norm in graph.Layers.OfType<BatchNormLayer>())
        {
            var before = layers.GetValueOrDefault(norm.Inputs[0]) as ConvolutionLayer;
            if (!outputs.Contains(norm.Id) && readers[norm.Id].ToArray() is [ConvolutionLayer { KernelSize: 1 } after])
                Fold(norm, after, _before);
            else if (before is not null && !outputs.Contains(before.Id) && readers[before.Id].Count() == 1)
                Fold(norm, before, _after);
        }
    }

    public bool IsFolded(BatchNormLayer norm) => _folded.Contains(norm.Id);

    public BatchNormLayer? NormBefore(ConvolutionLayer convolution) => _before.GetValueOrDefault(convolution.Id);

    public BatchNormLayer? NormAfter(ConvolutionLayer convolution) => _after.GetValueOrDefault(convolution.Id);

    private void Fold(BatchNormLayer norm, ConvolutionLayer convolution, Dictionary<int, BatchNormLayer> side)
    {
        side.Add(convolution.Id, norm);
        _folded.Add(norm.Id);
    }
}
