using Emo.Downstream.Tests.Support;

namespace Emo.Downstream.Tests;

/// <summary>
/// The official detectors' results for formula weights: stages, neck, raw outputs, detections in the frame of a picture of 500x375.
/// Tolerances are a multiple of what the official code differs from itself in double precision; the maps of SSDLite's extra levels
/// have a few cells only, and their batch norms are ill-conditioned.
/// </summary>
public sealed class DetectorGoldenTests
{
    private const double Tolerance = 2e-5;
    private const double ToleranceOfSmallMaps = 3e-4;

    /// <summary>EMOv2's official code differs from itself in double precision by a third of this.</summary>
    private const double ToleranceOfEmo2 = 1e-5;

    [Fact]
    public void SsdLite_1m() => CheckSsd<SsdLite1M>("ssdlite-1m");

    [Fact]
    public void SsdLite_2m() => CheckSsd<SsdLite2M>("ssdlite-2m");

    /// <summary>A picture of 304x228 in an input of 320x256, the rest zero.</summary>
    [Fact]
    public void RetinaNet_1m() => CheckRetina<RetinaNet1M>("retinanet-1m", Tolerance);

    [Fact]
    public void Emo2_ssdlite_1m() => Check<Emo2SsdLite1M>(
        "emo2-ssdlite-1m",
        SyntheticWeights.Input(320, 320),
        new PictureFrame(500, 375, 320, 320),
        firstStage: 3,
        _ => ToleranceOfEmo2);

    [Fact]
    public void Emo2_retinanet_1m() => CheckRetina<Emo2RetinaNet1M>("emo2-retinanet-1m", ToleranceOfEmo2);

    private static void CheckRetina<T>(string name, double tolerance)
        where T : IDetector<T>
    {
        float[] input = SyntheticWeights.Input(256, 320);
        for (int i = 0; i < input.Length; i++)
        {
            if (i % 320 >= 304 || i / 320 % 256 >= 228)
                input[i] = 0;
        }

        Check<T>(name, input, new PictureFrame(500, 375, 304, 228), firstStage: 1, _ => tolerance);
    }

    private static void CheckSsd<T>(string name)
        where T : IDetector<T> =>
        Check<T>(
            name,
            SyntheticWeights.Input(320, 320),
            new PictureFrame(500, 375, 320, 320),
            firstStage: 3,
            level => level >= 3 ? ToleranceOfSmallMaps : Tolerance);

    private static void Check<T>(string name, float[] input, PictureFrame frame, int firstStage, Func<int, double> tolerance)
        where T : IDetector<T>
    {
        var golden = new GoldenFile("goldens", name + ".safetensors");
        using var weights = SyntheticWeights.Checkpoint(name);
        using var detector = T.Load(weights);
        var blocks = new BlockMaps();
        detector.Observer = blocks.Observe;
        float[] outputs = new float[detector.OutputLength];
        detector.Predict(input, outputs);
        detector.Observer = null;

        for (int i = 0; golden.Has($"backbone.{i}.every97"); i++)
            AssertEvery97(golden, $"backbone.{i}", blocks.Stage(firstStage + i), tolerance(0));
        int inputs = name.Contains("ssd", StringComparison.Ordinal) ? 2 : 0; // The first levels of SSD are the stages.
        for (int level = inputs; golden.Has($"neck.{level}.every97"); level++)
            AssertEvery97(golden, $"neck.{level}", blocks[$"neck.{level}"], tolerance(level));
        foreach (var map in detector.Outputs)
        {
            AssertEvery97(golden, map.Name, outputs.AsSpan(map.Offset, map.Length), tolerance(map.Name[^1] - '0'));
        }

        var detections = new Detection[detector.MaxDetections];
        int count = detector.Detect(input, frame, detections);
        DetectionSets.AssertEqual(golden, "det", detections.AsSpan(0, count));
        AssertSameBitsWithThreads(detector, input, outputs, frame, detections.AsSpan(0, count));
    }

    private static void AssertEvery97(GoldenFile golden, string name, ReadOnlySpan<float> map, double tolerance)
    {
        float[] every97 = [.. map.ToArray().Where((_, i) => i % 97 == 0)];
        Closeness.AssertWithin(tolerance, golden.Floats($"{name}.every97"), every97, name);
    }

    private static void AssertSameBitsWithThreads(
        IDetector detector, float[] input, float[] outputs, PictureFrame frame, ReadOnlySpan<Detection> detections)
    {
        foreach (int threads in new[] { 1, 2, 3, 5 })
        {
            using var team = new ThreadTeam(threads);
            detector.Team = team;
            float[] shared = new float[outputs.Length];
            detector.Predict(input, shared);
            Assert.Equal(outputs, shared);
            var found = new Detection[detector.MaxDetections];
            Assert.Equal(detections, found.AsSpan(0, detector.Detect(input, frame, found)));
        }
    }
}
