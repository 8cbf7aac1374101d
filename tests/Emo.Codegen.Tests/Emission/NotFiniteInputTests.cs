using System.Reflection;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>
/// What a model says of an input that is not finite, from its own methods: an exception and no invented results. The next prediction has
/// the bits that it would have had.
/// </summary>
public sealed class NotFiniteInputTests
{
    private const int Side = 32;
    private const string Relu6 = """{ "depth": 2, "width": 8, "expansion": 2, "norm": "batch", "activation": "relu6" }""";

    private static readonly PictureFrame s_frame = new(Side, Side, Side, Side);

    [Theory]
    [InlineData("ssd")]
    [InlineData("retina")]
    public void A_detector_throws(string head)
    {
        string spec = head == "ssd"
            ? TestSpecs.Small(stage: Relu6, neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite)
            : TestSpecs.Small(stage: Relu6, neck: TestSpecs.FpnNeck, head: TestSpecs.Retina);
        using var detector = Load<IDetector>(spec, out float[] input);
        detector.ScoreThreshold = 0;
        var expected = Detect(input);
        Assert.NotEmpty(expected);
        foreach (float[] broken in Broken(input))
        {
            Assert.Throws<NotFiniteNumberException>(() => Detect(broken));
            Assert.Equal(expected, Detect(input));
        }

        Detection[] Detect(float[] x)
        {
            var detections = new Detection[detector.MaxDetections];
            return detections[..detector.Detect(x, s_frame, detections)];
        }
    }

    [Theory]
    [InlineData(TestSpecs.Aspp)]
    [InlineData(TestSpecs.Psp)]
    public void A_segmenter_throws(string head)
    {
        using var segmenter = Load<ISegmenter>(TestSpecs.Small(stage: Relu6, head: head), out float[] input);
        byte[] expected = Segment(input);
        foreach (float[] broken in Broken(input))
        {
            Assert.Throws<NotFiniteNumberException>(() => Segment(broken));
            Assert.Equal(expected, Segment(input));
        }

        byte[] Segment(float[] x)
        {
            byte[] labels = new byte[Side * Side];
            segmenter.Segment(x, s_frame, labels);
            return labels;
        }
    }

    [Fact]
    public void A_classifier_predicts_NaN_which_is_not_ranked()
    {
        using var classifier = Load<IClassifier>(TestSpecs.Small(stage: Relu6), out float[] input);
        float[] expected = Predict(input);
        foreach (float[] broken in Broken(input))
        {
            float[] logits = Predict(broken);
            Assert.All(logits, logit => Assert.True(float.IsNaN(logit)));
            Assert.Throws<NotFiniteNumberException>(() => classifier.Info.Rank(logits, 1));
            Assert.Equal(expected, Predict(input));
        }

        float[] Predict(float[] x)
        {
            float[] logits = new float[classifier.ClassCount];
            classifier.Predict(x, logits);
            return logits;
        }
    }

    private static IEnumerable<float[]> Broken(float[] input)
    {
        float[] all = new float[input.Length];
        Array.Fill(all, float.NaN);
        yield return all;
        float[] one = [.. input];
        one[input.Length / 2] = float.NaN;
        yield return one;
    }

    private static T Load<T>(string spec, out float[] input)
    {
        var graph = Codegen.Graph.GraphBuilder.Build(Codegen.Specs.SpecReader.Read("spec.json", spec).Spec!);
        var weights = new RandomWeights(graph, seed: 3);
        input = weights.Input(3 * Side * Side);
        using var checkpoint = weights.ToCheckpoint();
        var type = ModelCompilation.Create((graph.Name, spec)).Load()(graph.Name);
        return (T)type.GetMethod("Load", [typeof(Checkpoint)])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [checkpoint], null)!;
    }
}
