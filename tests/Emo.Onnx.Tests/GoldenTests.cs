using System.Globalization;
using Emo.Codegen.Graph;

namespace Emo.Onnx.Tests;

/// <summary>
/// The exported network in ONNX Runtime against the official code's results: every stage and the logits, for formula weights.
/// </summary>
public sealed class GoldenTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("emo-1m", 224, 224)]
    [InlineData("emo-1m", 200, 264)]
    [InlineData("emo-2m", 224, 224)]
    [InlineData("emo-2m", 200, 264)]
    [InlineData("emo-5m", 224, 224)]
    [InlineData("emo-6m", 224, 224)]
    [InlineData("emo2-1m", 224, 224)]
    [InlineData("emo2-1m", 200, 264)]
    [InlineData("emo2-1m-256", 256, 256)]
    [InlineData("emo2-2m", 224, 224)]
    public void Published_sizes(string name, int height, int width) => Check(name, SpecGraph.Shipped(name, height, width));

    [Theory]
    [InlineData("attn-after-v")]
    [InlineData("global-window")]
    [InlineData("mixed-windows")]
    [InlineData("no-attention")]
    [InlineData("se-relu")]
    [InlineData("emo2-close")]
    [InlineData("emo2-conv3")]
    [InlineData("emo2-mixed")]
    [InlineData("emo2-nodw")]
    [InlineData("emo2-pre")]
    [InlineData("emo2-remote")]
    [InlineData("emo2-vgroup")]
    public void Variants(string name) => Check(name, SpecGraph.Parse(File.ReadAllText(TestData.Path("specs", name + ".json"))));

    /// <summary>
    /// Every raw output of the detectors; the maps of SSDLite's extra levels have a few cells only and are ill-conditioned.
    /// </summary>
    [Theory]
    [InlineData("ssdlite-1m", 320, 320)]
    [InlineData("ssdlite-2m", 320, 320)]
    public void Detectors(string name, int height, int width)
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        foreach (var (output, values) in Run(name, height, width))
        {
            double tolerance = output[^1] >= '3' ? 3e-4 : 2e-5;
            Closeness.AssertWithin(
                tolerance, golden.Floats($"{output}.every97"), [.. values.Where((_, i) => i % 97 == 0)], $"{name} {output}");
        }
    }

    [Theory]
    [InlineData("deeplabv3-1m", 512, 512)]
    [InlineData("deeplabv3-2m", 136, 200)]
    [InlineData("pspnet-1m", 512, 512)]
    [InlineData("pspnet-1m", 136, 200)]
    public void Segmenters(string name, int height, int width)
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        float[] every97 = [.. Run(name, height, width)["logits"].Where((_, i) => i % 97 == 0)];
        Closeness.AssertWithin(
            2e-5,
            golden.Floats(string.Create(CultureInfo.InvariantCulture, $"{height}x{width}.raw_logits.every97")),
            every97,
            $"{name} logits");
    }

    private static IReadOnlyDictionary<string, float[]> Run(string name, int height, int width)
    {
        using var weights = SyntheticWeights.Checkpoint(name);
        using var network = new OrtNetwork(
            SpecGraph.Shipped(name.Replace("-", "-emo-", StringComparison.Ordinal), height, width), weights.Floats);
        return network.Run(SyntheticWeights.Input(height, width));
    }

    private static void Check(string name, LayerGraph graph)
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        using var weights = SyntheticWeights.Checkpoint(name);
        using var network = new OrtNetwork(graph, weights.Floats, stages: true);
        var outputs = network.Run(SyntheticWeights.Input(graph.Input.Height, graph.Input.Width));

        string size = string.Create(CultureInfo.InvariantCulture, $"{graph.Input.Height}x{graph.Input.Width}");
        Assert.Equal(["logits", "stage0", "stage1", "stage2", "stage3", "stage4"], outputs.Keys.Order(StringComparer.Ordinal));
        foreach (var (output, values) in outputs)
        {
            if (output == "logits")
            {
                Closeness.AssertWithin(Tolerance, golden.Floats($"{size}.logits"), values, $"{name} {size} logits");
            }
            else
            {
                Closeness.AssertWithin(
                    Tolerance,
                    golden.Floats($"{size}.{output}.every97"),
                    [.. values.Where((_, i) => i % 97 == 0)],
                    $"{name} {size} {output}");
            }
        }
    }
}
