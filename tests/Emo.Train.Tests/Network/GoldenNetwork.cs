using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Tool.Specs;
using Emo.Train.Network;
using TorchSharp;

namespace Emo.Train.Tests.Network;

/// <summary>A network that libtorch computes with formula weights, and what its blocks gave for one input.</summary>
internal sealed class GoldenNetwork : IDisposable
{
    private readonly TorchNetwork _network;
    private readonly DisposeScope _scope = torch.NewDisposeScope();
    private readonly IReadOnlyDictionary<int, torch.Tensor> _maps;

    private GoldenNetwork(TorchNetwork network, float[] input)
    {
        _network = network;
        using var gradients = torch.no_grad();
        var shape = network.Graph.Input;
        _maps = network.Trace(torch.tensor(input, [1, shape.Channels, shape.Height, shape.Width]));
    }

    public LayerGraph Graph => _network.Graph;

    /// <param name="spec">The name of a spec, shipped or of the tests.</param>
    /// <param name="keys">The key file whose tensors its checkpoint has.</param>
    /// <param name="height">The input's.</param>
    /// <param name="width">The input's.</param>
    /// <param name="input">Planar.</param>
    public static GoldenNetwork Run(string spec, string keys, int height, int width, float[] input)
    {
        using var weights = SyntheticWeights.Checkpoint(keys);
        var network = TorchNetwork.Create(GraphOf(spec, new SpecOverrides(height, width, null)), seed: 1, torch.CPU);
        Assert.Empty(network.Load(weights));
        return new GoldenNetwork(network, input);
    }

    public static LayerGraph GraphOf(string spec, SpecOverrides overrides)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "test-specs", spec + ".json");
        return SpecSource.Read(File.Exists(path) ? path : spec, overrides, warning => Assert.Contains("EMO0112", warning)).Graph;
    }

    /// <summary>The last map of a stage, 0 being the stem.</summary>
    public float[] Stage(int stage) => Of(Graph.Blocks.Last(block => block.Id.Stage == stage).Last.Id);

    public float[] Block(string name) => Of(Graph.Blocks.Single(block => block.Name == name).Last.Id);

    public float[] Output(string name) => Of(Graph.Outputs.Single(output => output.Name == name).Layer);

    public void Dispose()
    {
        _scope.Dispose();
        _network.Dispose();
    }

    private float[] Of(int layer) => [.. _maps[layer].contiguous().data<float>()];
}
