using System.Text.Json.Nodes;
using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Train.Network;
using TorchSharp;

namespace Emo.Train.Tests.Network;

/// <summary>
/// The random specs of the differential tests: the generated class against libtorch on the same graph, with the same weights. The seed of
/// a case is its number.
/// </summary>
public sealed class RandomNetworkTests : IDisposable
{
    private const int Cases = 40;
    private const double Tolerance = 1e-5;

    /// <summary>
    /// Some networks amplify the rounding of any float32 implementation: then libtorch may be that much further from double precision
    /// than the generated class.
    /// </summary>
    private const double Slack = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("emo-train-").FullName;

    [Fact]
    public void Libtorch_computes_what_the_generated_class_computes()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            var spec = new RandomSpecs(new Random(seed)).Next();
            Check(spec, seed);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Check(JsonObject json, int seed)
    {
        string path = Path.Combine(_folder, $"random-{seed}.json");
        File.WriteAllText(path, json.ToJsonString());
        var spec = SpecSource.Read(path, new SpecOverrides(null, null, null), _ => { });
        var weights = new RandomWeights(spec.Graph, seed);
        float[] input = weights.Input(spec.InputLength);
        using var checkpoint = weights.ToCheckpoint();
        using var model = NetworkCompiler.Compile(spec).Load(checkpoint);
        float[] generated = new float[model.Model.OutputLength];
        model.Model.Predict(input, generated);

        float[] torch = Torch(spec.Graph, checkpoint, input);
        if (Difference(torch, Array.ConvertAll(generated, value => (double)value)) <= Tolerance)
            return;
        double[] exact = new ReferenceNetwork(weights).Run(spec.Graph, input);
        double allowed = Math.Max(Tolerance, Slack * Difference(generated, exact));
        Assert.True(Difference(torch, exact) <= allowed, $"Case {seed}: libtorch differs from double precision. {json.ToJsonString()}");
    }

    private static float[] Torch(LayerGraph graph, Checkpoint checkpoint, float[] input)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        using var network = TorchNetwork.Create(graph, seed: 1, torch.CPU);
        Assert.Empty(network.Load(checkpoint));
        var outputs = network.Forward(
            torch.tensor(input, [1, graph.Input.Channels, graph.Input.Height, graph.Input.Width]), training: false);
        return [.. outputs.SelectMany(output => output.contiguous().data<float>().ToArray())];
    }

    /// <summary>The largest difference relative to the largest value.</summary>
    private static double Difference(float[] actual, double[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(actual, value => Assert.True(float.IsFinite(value)));
        return actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max() / expected.Max(Math.Abs);
    }
}
