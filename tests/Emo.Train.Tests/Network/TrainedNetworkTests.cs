using Emo.Codegen.Specs;
using Emo.Train.Network;
using TorchSharp;

namespace Emo.Train.Tests.Network;

/// <summary>
/// The checkpoints of the two networks that were trained for this project, against what PyTorch computed in double precision for pictures
/// that they were not trained on. <c>tests/data/trained/README.md</c> says what is in the files.
/// </summary>
public sealed class TrainedNetworkTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("cells", "ssdlite-cells")]
    [InlineData("nuclei", "deeplabv3-nuclei")]
    public void Libtorch_computes_what_PyTorch_computed(string folder, string spec)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        using var checkpoint = Checkpoint.Open(TestData.Path("trained", folder, spec + ".pth"));
        var graph = GoldenNetwork.GraphOf(spec, new SpecOverrides(null, null, null));
        using var network = TorchNetwork.Create(graph, seed: 1, torch.CPU);
        Assert.Empty(network.Load(checkpoint));

        string[] files = [.. Directory.EnumerateFiles(TestData.Path("trained", folder), "golden-*.safetensors").Select(Path.GetFileName)!];
        Assert.Equal(2, files.Length);
        foreach (string file in files)
        {
            var golden = new GoldenFile("trained", folder, file);
            var outputs = network.Forward(
                torch.tensor(golden.Floats("input"), [1, graph.Input.Channels, graph.Input.Height, graph.Input.Width]), training: false);
            foreach (var (output, map) in graph.Outputs.Zip(outputs))
                Closeness.AssertWithin(Tolerance, golden.Floats(output.Name), [.. map.contiguous().data<float>()], $"{file} {output.Name}");
        }
    }
}
