using System.Globalization;
using System.Text.RegularExpressions;

namespace Emo.Train.Tests.Network;

/// <summary>
/// The official code's results for formula weights, against the layer graph that libtorch executes: a reading of each graph that has
/// nothing in common with the generated code.
/// </summary>
public sealed partial class NetworkGoldenTests
{
    private const double Tolerance = 1e-5;

    /// <summary>
    /// SSDLite's extra levels have a few cells only, and batch norms that are ill-conditioned there: float32 is that far from double
    /// precision, whoever computes it.
    /// </summary>
    private const double ToleranceOfSmallMaps = 3e-4;

    [Theory]
    [InlineData("emo-1m")]
    [InlineData("emo-2m")]
    [InlineData("emo-5m")]
    [InlineData("emo-6m")]
    [InlineData("attn-after-v")]
    [InlineData("global-window")]
    [InlineData("mixed-windows")]
    [InlineData("no-attention")]
    [InlineData("se-relu")]
    [InlineData("emo2-1m")]
    [InlineData("emo2-1m-256")]
    [InlineData("emo2-2m")]
    [InlineData("emo2-close")]
    [InlineData("emo2-conv3")]
    [InlineData("emo2-mixed")]
    [InlineData("emo2-nodw")]
    [InlineData("emo2-pre")]
    [InlineData("emo2-remote")]
    [InlineData("emo2-vgroup")]
    public void Classifiers(string name)
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        var sizes = Sizes(golden, "logits");
        Assert.NotEmpty(sizes);
        foreach (var (key, height, width) in sizes)
        {
            using var network = GoldenNetwork.Run(name, name, height, width, SyntheticWeights.Input(height, width));
            for (int stage = 0; stage <= 4; stage++)
                AssertEvery97(golden, $"{key}.stage{stage}", network.Stage(stage), Tolerance);
            Closeness.AssertWithin(Tolerance, golden.Floats($"{key}.logits"), network.Output("logits"), $"{key}.logits");
        }
    }

    [Theory]
    [InlineData("deeplabv3-1m")]
    [InlineData("deeplabv3-2m")]
    [InlineData("pspnet-1m")]
    public void Segmenters(string name)
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        var sizes = Sizes(golden, "raw_logits.every97");
        Assert.NotEmpty(sizes);
        foreach (var (key, height, width) in sizes)
        {
            using var network = GoldenNetwork.Run(Spec(name), name, height, width, SyntheticWeights.Input(height, width));
            for (int stage = 0; stage < 4; stage++)
                AssertEvery97(golden, $"{key}.backbone.{stage}", network.Stage(stage + 1), Tolerance);
            AssertEvery97(golden, $"{key}.raw_logits", network.Output("logits"), Tolerance);
        }
    }

    [Theory]
    [InlineData("ssdlite-1m", 320, 320, 3, 2)]
    [InlineData("ssdlite-2m", 320, 320, 3, 2)]
    [InlineData("retinanet-1m", 256, 320, 1, 0)]
    public void Detectors(string name, int height, int width, int firstStage, int firstOwnLevel)
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        float[] input = SyntheticWeights.Input(height, width);
        bool isSsd = firstOwnLevel > 0;
        if (!isSsd)
            Blank(input, height, width);
        using var network = GoldenNetwork.Run(Spec(name), name, height, width, input);
        for (int i = 0; golden.Has($"backbone.{i}.every97"); i++)
            AssertEvery97(golden, $"backbone.{i}", network.Stage(firstStage + i), Tolerance);
        for (int level = firstOwnLevel; golden.Has($"neck.{level}.every97"); level++)
            AssertEvery97(golden, $"neck.{level}", network.Block($"neck.{level}"), ToleranceOf(level));
        foreach (var output in network.Graph.Outputs)
            AssertEvery97(golden, output.Name, network.Output(output.Name), ToleranceOf(output.Name[^1] - '0'));

        double ToleranceOf(int level) => isSsd && level >= 3 ? ToleranceOfSmallMaps : Tolerance;
    }

    /// <summary>A picture of 304x228 in an input of 320x256, the rest zero.</summary>
    private static void Blank(float[] input, int height, int width)
    {
        for (int i = 0; i < input.Length; i++)
        {
            if (i % width >= 304 || i / width % height >= 228)
                input[i] = 0;
        }
    }

    private static string Spec(string golden) => golden.Insert(golden.IndexOf('-', StringComparison.Ordinal), "-emo");

    private static List<(string Key, int Height, int Width)> Sizes(GoldenFile golden, string output) =>
        [.. golden.Names.Where(name => name.EndsWith("." + output, StringComparison.Ordinal))
            .Select(name => Size().Match(name))
            .Select(match => (match.Value, Number(match.Groups[1]), Number(match.Groups[2])))];

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static void AssertEvery97(GoldenFile golden, string name, float[] map, double tolerance) =>
        Closeness.AssertWithin(tolerance, golden.Floats($"{name}.every97"), [.. map.Where((_, i) => i % 97 == 0)], name);

    [GeneratedRegex(@"^(\d+)x(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
