using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Detectors;

/// <summary>
/// mmdetection 3 differs from 2.25 in how boxes become the picture's, and drops those without area before the suppression. The golden has
/// the results of its own code for raw outputs by formula.
/// </summary>
public class PostprocessingTests
{
    private static readonly GoldenFile s_golden = new("goldens", "emo2-post.safetensors");

    [Theory]
    [InlineData("ssd320", 320, 38)]
    [InlineData("ssd512", 512, 19)]
    public void Detections_of_ssdlite_are_those_of_mmdetection_3(string name, int side, int emptyIfKept)
    {
        // The extra levels are convolutions of stride 2 with padding 1.
        var maps = new List<(int Height, int Width)> { (side / 16, side / 16) };
        while (maps.Count < 6)
            maps.Add(((maps[^1].Height + 1) / 2, (maps[^1].Width + 1) / 2));
        Check(name, Ssd, new PictureFrame(500, 375, side, side), most: 200, emptyIfKept);

        DetectorWorkspace Ssd(BoxPostprocessing postprocessing) =>
            Make(name, "ssdlite-emo-1m", side, side, maps, postprocessing, ScoreActivation.Softmax);
    }

    [Fact]
    public void Detections_of_retinanet_are_those_of_mmdetection_3()
    {
        Check("retina", Retina, new PictureFrame(500, 375, 304, 228), most: 100, emptyIfKept: 39);

        static DetectorWorkspace Retina(BoxPostprocessing postprocessing) => Make(
            "retina", "retinanet-emo-1m", 256, 320, [(32, 40), (16, 20), (8, 10), (4, 5), (2, 3)], postprocessing, ScoreActivation.Sigmoid);
    }

    [Theory]
    [InlineData(BoxPostprocessing.Mmdetection2, 32)]
    [InlineData(BoxPostprocessing.Mmdetection3, 2)]
    public void Boxes_without_area_are_dropped_by_mmdetection_3_alone(BoxPostprocessing postprocessing, int expected)
    {
        var detector = new TestDetector(ScoreActivation.Sigmoid, 1, 1000, postprocessing, (4, 4));
        for (int cell = 0; cell < 16; cell++)
        {
            detector.Delta(0, cell, 0, cell % 2) = -1e6f; // far left or far above: clipped to the edge
            detector.Delta(0, cell, 1, 1 - (cell % 2)) = 1e6f;
        }

        // Two boxes keep their area. They lie far apart.
        (detector.Delta(0, 0, 0, 0), detector.Delta(0, 0, 0, 1)) = (0, 0);
        (detector.Delta(0, 15, 1, 0), detector.Delta(0, 15, 1, 1)) = (0, 0);
        var detections = detector.Detect();
        Assert.Equal(expected, detections.Length);
        Assert.Equal(2, detections.Count(one => one.Right > one.Left && one.Bottom > one.Top));
    }

    /// <summary>Dropped boxes are none of the most that are asked for: others move up.</summary>
    [Fact]
    public void Places_of_dropped_boxes_go_to_others()
    {
        var detector = new TestDetector(ScoreActivation.Sigmoid, 1, 1000, BoxPostprocessing.Mmdetection3, (1, 1));
        detector.Logit(0, 0, 0, 0) = 5;
        detector.Delta(0, 0, 0, 0) = -1e6f;
        Assert.Equal(0.5f, Assert.Single(detector.Detect(room: 1)).Score);
    }

    [Fact]
    public void One_divides_by_the_scale_and_the_other_multiplies_with_its_reciprocal()
    {
        int different = 0;
        for (int width = 1; width < 3000; width += 7)
        {
            var frame = new PictureFrame(width, 375, 320, 200);
            float side = 100.3f + (width / 16f);
            Assert.True(new BoxScale(frame, BoxPostprocessing.Mmdetection2).TryScale(new Box(0, 0, side, 9), out var divided));
            Assert.True(new BoxScale(frame, BoxPostprocessing.Mmdetection3).TryScale(new Box(0, 0, side, 9), out var multiplied));
            double scale = 320.0 / width;
            Assert.Equal(side / (float)scale, divided.Right);
            Assert.Equal(side * (float)(1 / scale), multiplied.Right);
            Assert.Equal(9 / (float)(200.0 / 375), divided.Bottom);
            Assert.Equal(9 * (float)(1 / (200.0 / 375)), multiplied.Bottom);
            different += divided.Right == multiplied.Right ? 0 : 1;
        }

        Assert.InRange(different, 50, 400);
    }

    /// <param name="name">The golden's.</param>
    /// <param name="make">Makes the detector.</param>
    /// <param name="frame">The picture's.</param>
    /// <param name="most">How many results it has at most.</param>
    /// <param name="emptyIfKept">Results of mmdetection's own code that have no area if it does not drop them.</param>
    private static void Check(
        string name, Func<BoxPostprocessing, DetectorWorkspace> make, PictureFrame frame, int most, int emptyIfKept)
    {
        DetectionSets.AssertEqual(s_golden, $"{name}.det", Decode(BoxPostprocessing.Mmdetection3));
        var kept = Decode(BoxPostprocessing.Mmdetection2);
        Assert.Equal((most, emptyIfKept), (kept.Length, kept.Count(one => one.Right <= one.Left || one.Bottom <= one.Top)));

        Detection[] Decode(BoxPostprocessing postprocessing)
        {
            var detections = new Detection[1000];
            return detections[..make(postprocessing).Decode(frame, detections)];
        }
    }

    /// <summary>A detector of 80 classes with anchors and thresholds of a shipped one, its raw outputs by the golden's formula.</summary>
    private static DetectorWorkspace Make(
        string name,
        string spec,
        int height,
        int width,
        List<(int Height, int Width)> maps,
        BoxPostprocessing postprocessing,
        ScoreActivation activation)
    {
        bool isSsd = activation == ScoreActivation.Softmax;
        int logits = isSsd ? 81 : 80;
        var levels = ShippedAnchors.Levels(spec, logits, maps, out int length);
        var info = ModelInfos.Of("post", ModelInfos.Preprocessing(height, width) with { Framing = Framing.Stretch });
        var workspace = new DetectorWorkspace(
            new DetectorHead(
                info,
                classCount: 80,
                activation,
                length,
                scoreThreshold: isSsd ? 0.02f : 0.05f,
                preNms: 1000,
                nmsThreshold: isSsd ? 0.45f : 0.5f,
                maxDetections: isSsd ? 200 : 100,
                boxStd: isSsd ? [0.1f, 0.1f, 0.2f, 0.2f] : [1, 1, 1, 1],
                postprocessing,
                levels),
            info);
        for (int level = 0; level < levels.Length; level++)
        {
            int cells = levels[level].Cells * levels[level].AnchorsPerCell;
            Fill($"cls.{level}", levels[level].ScoreOffset, cells * logits, u => 6 * u);
            Fill($"reg.{level}", levels[level].BoxOffset, cells * 4, u => (isSsd ? 15 : 3) * u);
            if (!isSsd)
                FillRetinaScores(level, levels[level].ScoreOffset, cells * logits);
        }

        return workspace;

        void Fill(string tensor, int offset, int count, Func<float, float> value)
        {
            float[] values = SyntheticWeights.Uniforms($"post.{name}.{tensor}", count);
            for (int i = 0; i < count; i++)
                workspace.Outputs[offset + i] = value(values[i]);
        }

        void FillRetinaScores(int level, int offset, int count)
        {
            float[] first = SyntheticWeights.Uniforms($"post.{name}.cls.{level}", count);
            float[] second = SyntheticWeights.Uniforms($"post.{name}.cls2.{level}", count);
            float[] third = SyntheticWeights.Uniforms($"post.{name}.cls3.{level}", count);
            for (int i = 0; i < count; i++)
                workspace.Outputs[offset + i] = -3 + (8 * (first[i] * second[i] * third[i]));
        }
    }
}
