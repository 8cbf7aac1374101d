using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Samples;
using TorchSharp;
using TorchSharp.Modules;

namespace Emo.Train.Network;

/// <summary>
/// A layer graph that libtorch executes, with its tensors under the names of the checkpoints. One thread at a time may use it.
/// </summary>
internal sealed class TorchNetwork : IDisposable
{
    /// <summary>Of the maps before a segmenter's last convolution, in training: <c>dropout_ratio</c> of mmsegmentation's heads.</summary>
    private const double HeadDropout = 0.1;

    /// <summary>The id that layers know the input by.</summary>
    private const int InputId = 0;

    private static readonly BlockId s_segmenterLogits = BlockId.Head("conv_seg");

    private readonly StateTensorTable _tensors;
    private bool _isBackboneFrozen;

    private TorchNetwork(LayerGraph graph, StateTensorTable tensors) => (Graph, _tensors) = (graph, tensors);

    public LayerGraph Graph { get; }

    /// <summary>What is trained, by the name in the state dict, in the network's order.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters => _tensors.Parameters;

    /// <summary>The running means and variances of batch norms, by the name in the state dict, in the network's order.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Buffers => _tensors.Buffers;

    /// <summary>A network with random weights, the same for the same seed.</summary>
    /// <param name="graph">Any layer graph. The input is one picture's; the batch comes before it.</param>
    /// <param name="seed">Of the weights.</param>
    /// <param name="device">Where it computes: <c>torch.CPU</c>, or a GPU.</param>
    /// <exception cref="UnknownLayerException">The graph has a layer that is not known here.</exception>
    public static TorchNetwork Create(LayerGraph graph, int seed, torch.Device device)
    {
        LayerFunctions.Check(graph);
        var tensors = new StateTensorTable(StateDictPlanner.Plan(graph), device);
        InitialWeights.Fill(tensors, seed);
        return new TorchNetwork(graph, tensors);
    }

    /// <summary>Another network of the same graph and values, which shares no tensor with this one. Nothing of it is frozen.</summary>
    public TorchNetwork Clone() => new(Graph, _tensors.Clone());

    /// <summary>The outputs of the graph, in its order: [batch, channels, height, width], of a classifier [batch, classes].</summary>
    /// <param name="input">[batch, 3, height, width], normalised.</param>
    /// <param name="training">
    /// Whether batch norms take the batch's statistics and move their own, but for those of a frozen backbone, and dropout drops.
    /// </param>
    public torch.Tensor[] Forward(torch.Tensor input, bool training)
    {
        using var scope = torch.NewDisposeScope();
        var maps = Run(input, training);
        return [.. Graph.Outputs.Select(output => maps[output.Layer].MoveToOuterDisposeScope())];
    }

    /// <summary>The outputs of all layers in evaluation, by their ids.</summary>
    public IReadOnlyDictionary<int, torch.Tensor> Trace(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        var maps = Run(input, training: false);
        maps.Remove(InputId);
        foreach (var map in maps.Values)
            map.MoveToOuterDisposeScope();
        return maps;
    }

    /// <summary>Whether a tensor is one that <see cref="FreezeBackbone"/> keeps as it is.</summary>
    public bool IsOfBackbone(string tensor) => Graph.Blocks.Where(IsBackbone).SelectMany(block => block.Layers)
        .SelectMany(layer => layer.Tensors).Any(module => tensor.StartsWith(module.Name + ".", StringComparison.Ordinal));

    /// <summary>From now on the parameters of the backbone stay as they are, and its batch norms are in evaluation.</summary>
    public void FreezeBackbone()
    {
        _isBackboneFrozen = true;
        foreach (var tensors in Graph.Blocks.Where(IsBackbone).SelectMany(block => block.Layers).SelectMany(layer => layer.Tensors))
            _tensors.Freeze(tensors);
    }

    /// <summary>
    /// Takes over the tensors of a checkpoint that have a name and the shape of the network's. A checkpoint of a classifier, whose
    /// tensors are named without <c>backbone.</c>, gives a detector or segmenter its backbone.
    /// </summary>
    /// <returns>
    /// A line for each tensor that the checkpoint lacks or has in another shape, which keeps its values; none if all was there.
    /// </returns>
    /// <exception cref="CheckpointException">The checkpoint has nothing of this network, or several that fit.</exception>
    public IReadOnlyList<string> Load(Checkpoint checkpoint) => PartialCheckpoint.Load(Graph, checkpoint, _tensors);

    /// <summary>All parameters and running statistics under the names of the state dict, which the generated class loads.</summary>
    public SafetensorsFile ToSafetensors()
    {
        var file = new SafetensorsFile();
        foreach (var (name, tensor) in _tensors.All)
            file.Add(name, tensor.shape, tensor.cpu().contiguous().data<float>().ToArray());
        return file;
    }

    public void Dispose() => _tensors.Dispose();

    /// <summary>
    /// Within a scope of the caller: the finalizer must not take a map, or what is between two of them, while libtorch reads it.
    /// </summary>
    private Dictionary<int, torch.Tensor> Run(torch.Tensor input, bool training)
    {
        var maps = new Dictionary<int, torch.Tensor> { [InputId] = input };
        var functions = new LayerFunctions(_tensors, maps);
        foreach (var block in Graph.Blocks)
        {
            bool statistics = training && !(_isBackboneFrozen && IsBackbone(block));
            if (training && block.Id == s_segmenterLogits)
                maps[block.Layers[0].Inputs[0]] = torch.nn.functional.dropout2d(maps[block.Layers[0].Inputs[0]], HeadDropout);
            foreach (var layer in block.Layers)
                maps.Add(layer.Id, functions.Compute(layer, statistics));
        }

        return maps;
    }

    private static bool IsBackbone(LayerBlock block) => block.Id.Stage is not null;
}
