using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A layer and what its kernel does on the way out: a batch norm in the weights, an activation, a sum with a map that is
/// there already and that nothing else reads. Each only if nobody reads the map in between.
/// </summary>
internal sealed class FusedLayers
{
    private readonly List<Layer> _layers;

    private FusedLayers(Layer first) => _layers = [first];

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The layer whose map the kernel writes.</summary>
    public Layer Last => _layers[_layers.Count - 1];

    public BatchNormLayer? Norm { get; private set; }

    /// <summary>The norm as it is folded into weights.</summary>
    public BatchNormSource? NormSource => Norm is null ? null : BatchNormSource.Of(Norm);

    public ActivationKind Activation { get; private set; }

    /// <summary>The map that the result is added to, in place.</summary>
    public MapView? Sum { get; private set; }

    public static FusedLayers Of(ConvolutionLayer convolution, LayerReaders readers, LayerMaps maps)
    {
        var fused = new FusedLayers(convolution);
        if (readers.Sole(fused.Last) is BatchNormLayer norm)
        {
            fused.Norm = norm;
            fused._layers.Add(norm);
        }

        if (readers.Sole(fused.Last) is ActivationLayer activation)
        {
            fused.Activation = activation.Activation;
            fused._layers.Add(activation);
        }

        fused.TakeSum(readers, maps);
        return fused;
    }

    public static FusedLayers Of(ResizeLayer resize, LayerReaders readers, LayerMaps maps)
    {
        var fused = new FusedLayers(resize);
        fused.TakeSum(readers, maps);
        return fused;
    }

    private void TakeSum(LayerReaders readers, LayerMaps maps)
    {
        if (readers.Sole(Last) is not AddLayer add || add.Inputs.Count != 2)
            return;
        int other = add.Inputs[0] == Last.Id ? add.Inputs[1] : add.Inputs[0];
        if (other == Last.Id || !maps.Contains(other) || !readers.IsSole(other, add) || maps[other].Layout.Padding < readers.Padding(add))
            return;
        Sum = maps[other];
        _layers.Add(add);
    }
}
