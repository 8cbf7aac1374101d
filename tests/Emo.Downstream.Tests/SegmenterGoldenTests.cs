using System.Globalization;
using Emo.Downstream.Tests.Support;

namespace Emo.Downstream.Tests;

/// <summary>
/// The official segmenters' results for formula weights, whose checkpoints have an auxiliary head: stages, logits, and the label map
/// at a picture's size wherever float32 is certain of it.
/// </summary>
public sealed class SegmenterGoldenTests
{
    private const double Tolerance = 2e-5;

    [Fact]
    public void DeepLabv3_1m() => Check<DeepLab1M>("deeplabv3-1m", 512, 512, 500, 375);

    [Fact]
    public void DeepLabv3_1m_on_maps_of_odd_sizes() => Check<DeepLab1MOdd>("deeplabv3-1m", 136, 200, 221, 150);

    [Fact]
    public void DeepLabv3_2m() => Check<DeepLab2M>("deeplabv3-2m", 512, 512, 500, 375);

    [Fact]
    public void DeepLabv3_2m_on_maps_of_odd_sizes() => Check<DeepLab2MOdd>("deeplabv3-2m", 136, 200, 221, 150);

    [Fact]
    public void PspNet_1m() => Check<PspNet1M>("pspnet-1m", 512, 512, 500, 375);

    [Fact]
    public void PspNet_1m_on_maps_of_odd_sizes() => Check<PspNet1MOdd>("pspnet-1m", 136, 200, 221, 150);

    private static void Check<T>(string name, int height, int width, int pictureWidth, int pictureHeight)
        where T : ISegmenter<T>
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        string size = string.Create(CultureInfo.InvariantCulture, $"{height}x{width}");
        using var weights = SyntheticWeights.Checkpoint(name);
        using var segmenter = T.Load(weights);
        float[] input = SyntheticWeights.Input(height, width);
        var blocks = new BlockMaps();
        segmenter.Observer = blocks.Observe;
        float[] logits = new float[segmenter.OutputLength];
        segmenter.Predict(input, logits);
        segmenter.Observer = null;

        for (int i = 0; i < 4; i++)
            AssertEvery97(golden, $"{size}.backbone.{i}", blocks.Stage(i + 1));
        AssertEvery97(golden, $"{size}.raw_logits", logits);

        var frame = new PictureFrame(pictureWidth, pictureHeight, width, height);
        byte[] labels = new byte[pictureWidth * pictureHeight];
        segmenter.Segment(input, frame, labels);
        byte[] expected = golden.Bytes(string.Create(CultureInfo.InvariantCulture, $"{size}.pred_{pictureHeight}x{pictureWidth}"));
        byte[] sure = golden.Bytes($"{size}.pred_sure");
        Assert.Equal(0, Enumerable.Range(0, labels.Length).Count(i => sure[i] != 0 && labels[i] != expected[i]));
        Assert.True(sure.Count(each => each != 0) > 0.9 * sure.Length);
        AssertSameBitsWithThreads(segmenter, input, logits, frame, labels);
    }

    private static void AssertEvery97(GoldenFile golden, string name, float[] map) =>
        Closeness.AssertWithin(Tolerance, golden.Floats($"{name}.every97"), [.. map.Where((_, i) => i % 97 == 0)], name);

    private static void AssertSameBitsWithThreads(ISegmenter segmenter, float[] input, float[] logits, PictureFrame frame, byte[] labels)
    {
        foreach (int threads in new[] { 1, 2, 3, 5 })
        {
            using var team = new ThreadTeam(threads);
            segmenter.Team = team;
            float[] shared = new float[logits.Length];
            segmenter.Predict(input, shared);
            Assert.Equal(logits, shared);
            byte[] map = new byte[labels.Length];
            segmenter.Segment(input, frame, map);
            Assert.Equal(labels, map);
        }
    }
}
