using Emo.CompilerServices;

namespace Emo.Runtime.Tests.Detectors;

/// <summary>From raw outputs to detections: against plain loops, and with outputs that no trained network gives.</summary>
public class DetectionDecoderTests
{
    private static readonly PictureFrame s_frame = new(200, 90, 64, 50);

    [Theory]
    [InlineData(ScoreActivation.Softmax, 0.05f, 1000, 1)]
    [InlineData(ScoreActivation.Softmax, 0f, 37, 2)]
    [InlineData(ScoreActivation.Softmax, 0.3f, 5, 3)]
    [InlineData(ScoreActivation.Sigmoid, 0.05f, 1000, 4)]
    [InlineData(ScoreActivation.Sigmoid, 0f, 37, 5)]
    [InlineData(ScoreActivation.Sigmoid, 0.97f, 5, 6)]
    public void Detections_are_those_of_plain_loops(ScoreActivation activation, float threshold, int preNms, int seed)
    {
        var detector = new TestDetector(activation, 5, preNms, (5, 7), (4, 4), (1, 1));
        Fill(detector, seed, spread: 8);
        detector.Workspace.ScoreThreshold = threshold;
        detector.Workspace.MaxDetections = 60;

        var expected = ReferenceDetector.Detect(detector, s_frame);
        var actual = detector.Detect(s_frame);

        Assert.NotEmpty(actual);
        Assert.Equal(expected.Select(one => one.Label), actual.Select(one => one.Label));
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i].Score, actual[i].Score, 1e-6f);
            Assert.Equal(expected[i].Left, actual[i].Left, 1e-3f);
            Assert.Equal(expected[i].Top, actual[i].Top, 1e-3f);
            Assert.Equal(expected[i].Right, actual[i].Right, 1e-3f);
            Assert.Equal(expected[i].Bottom, actual[i].Bottom, 1e-3f);
        }
    }

    [Theory]
    [InlineData(ScoreActivation.Softmax)]
    [InlineData(ScoreActivation.Sigmoid)]
    public void Nothing_above_the_threshold_is_no_detection(ScoreActivation activation)
    {
        var detector = new TestDetector(activation, 3, 10, (2, 2));
        detector.Workspace.ScoreThreshold = 0.5f; // a sigmoid of 0 is the threshold, and not above it
        Assert.Empty(detector.Detect());
        detector.Logit(0, 3, 1, 2) = 9;
        Assert.Equal((2, "class 2"), (Assert.Single(detector.Detect()).ClassIndex, detector.Detect()[0].Label));
    }

    [Fact]
    public void Of_equal_boxes_one_a_class_is_left()
    {
        var detector = new TestDetector(ScoreActivation.Sigmoid, 3, 1000, (1, 1));
        for (int anchor = 0; anchor < 2; anchor++)
        {
            // Both anchors have the centre (8, 8); the second one grows to the first one's size, but not exactly.
            detector.Delta(0, 0, anchor, 2) = anchor * MathF.Log(2) / 0.2f;
            detector.Delta(0, 0, anchor, 3) = anchor * MathF.Log(32f / 12) / 0.2f;
        }

        Assert.Equal([0, 1, 2], detector.Detect().Select(one => one.ClassIndex));
    }

    [Fact]
    public void Boxes_without_area_suppress_nothing_not_even_each_other()
    {
        var detector = new TestDetector(ScoreActivation.Sigmoid, 1, 1000, (4, 4));
        for (int cell = 0; cell < 16; cell++)
        {
            for (int anchor = 0; anchor < 2; anchor++)
                detector.Delta(0, cell, anchor, 0) = -1e6f; // far left: clipped to the edge
        }

        var detections = detector.Detect();
        Assert.Equal(32, detections.Length);
        Assert.All(detections, one => Assert.Equal((0f, 0f), (one.Left, one.Right)));
    }

    /// <summary>Also where no box would come of it, and the next prediction is as if nothing had been.</summary>
    [Theory]
    [InlineData(ScoreActivation.Softmax, float.NaN)]
    [InlineData(ScoreActivation.Softmax, float.PositiveInfinity)]
    [InlineData(ScoreActivation.Softmax, float.NegativeInfinity)]
    [InlineData(ScoreActivation.Sigmoid, float.NaN)]
    [InlineData(ScoreActivation.Sigmoid, float.PositiveInfinity)]
    [InlineData(ScoreActivation.Sigmoid, float.NegativeInfinity)]
    public void An_output_that_is_not_finite_is_an_exception_wherever_it_is(ScoreActivation activation, float value)
    {
        var detector = new TestDetector(activation, 2, 4, (3, 3), (2, 2));
        Fill(detector, seed: 7, spread: 1);
        detector.Workspace.ScoreThreshold = 0.9f;
        var expected = detector.Detect();
        var outputs = detector.Workspace.Outputs;
        for (int i = 0; i < outputs.Length; i++)
        {
            float finite = outputs[i];
            outputs[i] = value;
            string message = Assert.Throws<NotFiniteNumberException>(() => detector.Detect()).Message;
            Assert.Contains("the model's input or its weights are not either", message, StringComparison.Ordinal);
            outputs[i] = finite;
        }

        float[] finiteOutputs = [.. outputs];
        detector.Workspace.Outputs.Fill(value);
        Assert.Throws<NotFiniteNumberException>(() => detector.Detect());
        finiteOutputs.CopyTo(detector.Workspace.Outputs);
        Assert.Equal(expected, detector.Detect());
    }

    [Theory]
    [InlineData(0, float.MaxValue)] // clipped to the right edge
    [InlineData(1, float.MinValue)]
    [InlineData(2, float.MaxValue)] // clamped to 62.5 times
    [InlineData(3, float.MinValue)]
    public void The_box_of_a_finite_delta_is_finite(int side, float delta)
    {
        var detector = new TestDetector(ScoreActivation.Sigmoid, 1, 1000, (1, 1));
        detector.Delta(0, 0, 0, side) = delta;
        detector.Logit(0, 0, 0, 0) = 5;
        var boxes = detector.Detect();
        Assert.Contains(boxes, one => one.Score > 0.9f);
        Assert.All(
            boxes,
            one => Assert.True(
                one.Left >= 0 && one.Top >= 0 && one.Right <= 64 && one.Bottom <= 64 && one.Left <= one.Right && one.Top <= one.Bottom));
    }

    [Fact]
    public void Each_level_brings_its_best_pairs_only()
    {
        var detector = new TestDetector(ScoreActivation.Sigmoid, 4, 3, (4, 4), (2, 2));
        Fill(detector, seed: 8, spread: 3);
        detector.Workspace.NmsThreshold = 1;
        Assert.Equal(6, detector.Detect().Length);
    }

    [Fact]
    public void A_hundred_thousand_equal_candidates_leave_one()
    {
        var detector = Large();
        Assert.Equal(0.5f, Assert.Single(detector.Detect()).Score);
    }

    [Fact]
    public void A_hundred_thousand_candidates_that_suppress_nothing_give_the_best()
    {
        var detector = Large();
        for (int i = 0; i < 100_000; i++)
        {
            detector.Logit(0, i / 2, i % 2, 0) = i * 1e-5f;
            detector.Delta(0, i / 2, i % 2, 0) = -1e9f; // no area
        }

        detector.Workspace.MaxDetections = 500;
        var detections = detector.Detect(room: 300);
        Assert.Equal(300, detections.Length);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => Exponential.Sigmoid((99_999 - i) * 1e-5f)), detections.Select(one => one.Score));
    }

    [Fact]
    public void A_short_span_receives_the_best()
    {
        var detector = new TestDetector(ScoreActivation.Softmax, 5, 1000, (5, 7));
        Fill(detector, seed: 9, spread: 8);
        var all = detector.Detect();
        Assert.True(all.Length > 10);
        Assert.Equal(all[..4], detector.Detect(room: 4));
        Assert.Empty(detector.Detect(room: 0));
        detector.Workspace.MaxDetections = 3;
        Assert.Equal(all[..3], detector.Detect());
    }

    [Theory]
    [InlineData(ScoreActivation.Softmax)]
    [InlineData(ScoreActivation.Sigmoid)]
    public void Nothing_is_allocated(ScoreActivation activation)
    {
        var detector = new TestDetector(activation, 5, 20, (5, 7), (2, 2));
        Fill(detector, seed: 10, spread: 8);
        var detections = new Detection[100];
        int count = 0;
        Decode();
        Assert.Equal(0, Allocations.Of(Decode));
        Assert.True(count > 0);

        void Decode() => count = detector.Workspace.Decode(s_frame, detections);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        var workspace = new TestDetector(ScoreActivation.Sigmoid, 1, 1, (1, 1)).Workspace;
        Assert.Equal((0.05f, 0.5f, 100), (workspace.ScoreThreshold, workspace.NmsThreshold, workspace.MaxDetections));
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.ScoreThreshold = -0.1f);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.ScoreThreshold = float.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.NmsThreshold = 1.1f);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.MaxDetections = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.MaxDetections = 100_001);
        Assert.Throws<ArgumentException>(() => workspace.Check(default));
    }

    /// <summary>100,000 pairs of one class, all of which go into the suppression; every anchor becomes the whole input.</summary>
    private static TestDetector Large()
    {
        var detector = new TestDetector(ScoreActivation.Sigmoid, 1, 100_000, (200, 250));
        for (int i = 0; i < 100_000; i++)
        {
            (detector.Delta(0, i / 2, i % 2, 2), detector.Delta(0, i / 2, i % 2, 3)) = (1e3f, 1e3f);
            var anchor = detector.Levels[0].AnchorAt(i / 2, i % 2);
            detector.Delta(0, i / 2, i % 2, 0) = (32 - ((anchor.Left + anchor.Right) / 2)) / (anchor.Right - anchor.Left) / 0.1f;
            detector.Delta(0, i / 2, i % 2, 1) = (32 - ((anchor.Top + anchor.Bottom) / 2)) / (anchor.Bottom - anchor.Top) / 0.1f;
        }

        return detector;
    }

    private static void Fill(TestDetector detector, int seed, float spread)
    {
        var random = new Random(seed);
        foreach (ref float value in detector.Workspace.Outputs)
            value = (float)((random.NextDouble() - 0.5) * spread);
    }
}
