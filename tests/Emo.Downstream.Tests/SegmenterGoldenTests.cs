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

    /// <summary>EMOv2's official code differs from itself in double precision by a tenth of this.</summary>
    private const double ToleranceOfEmo2 = 1e-5;

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

    [Fact]
    public void Emo2_deeplabv3_1m() => CheckEmo2<Emo2DeepLab1M, Emo2DeepLab1MOdd>("emo2-deeplabv3-1m");

    [Fact]
    public void Emo2_pspnet_1m() => CheckEmo2<Emo2PspNet1M, Emo2PspNet1MOdd>("emo2-pspnet-1m");

    [Fact]
    public void Emo2_semantic_fpn_1m() => CheckEmo2<Emo2SemanticFpn1M, Emo2SemanticFpn1MOdd>("emo2-semfpn-1m");

    [Fact]
    public void Emo2_segformer_1m() => CheckEmo2<Emo2Segformer1M, Emo2Segformer1MOdd>("emo2-segformer-1m");

    /// <summary>At the published size, and on maps of odd sizes, of which the coarsest end larger than the finest.</summary>
    private static void CheckEmo2<T, TOdd>(string name)
        where T : ISegmenter<T>
        where TOdd : ISegmenter<TOdd>
    {
        Check<T>(name, 512, 512, 500, 375, ToleranceOfEmo2);
        Check<TOdd>(name, 136, 200, 221, 150, ToleranceOfEmo2);
    }

    private static void Check<T>(
        string name, int height, int width, int pictureWidth, int pictureHeight, double tolerance = Tolerance)
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
            AssertEvery97(golden, $"{size}.backbone.{i}", blocks.Stage(i + 1), tolerance);
        for (int i = 0; golden.Has($"{size}.neck.{i}.every97"); i++)
            AssertEvery97(golden, $"{size}.neck.{i}", blocks[$"neck.{i}"], tolerance);
        AssertEvery97(golden, $"{size}.raw_logits", logits, tolerance);

        var frame = new PictureFrame(pictureWidth, pictureHeight, width, height);
        byte[] labels = new byte[pictureWidth * pictureHeight];
        segmenter.Segment(input, frame, labels);
        byte[] expected = golden.Bytes(string.Create(CultureInfo.InvariantCulture, $"{size}.pred_{pictureHeight}x{pictureWidth}"));
        byte[] sure = golden.Bytes($"{size}.pred_sure");
        Assert.Equal(0, Enumerable.Range(0, labels.Length).Count(i => sure[i] != 0 && labels[i] != expected[i]));
        Assert.True(sure.Count(each => each != 0) > 0.9 * sure.Length);
        AssertSameBitsWithThreads(segmenter, input, logits, frame, labels);
    }

    private static void AssertEvery97(GoldenFile golden, string name, float[] map, double tolerance) =>
        Closeness.AssertWithin(tolerance, golden.Floats($"{name}.every97"), [.. map.Where((_, i) => i % 97 == 0)], name);

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
