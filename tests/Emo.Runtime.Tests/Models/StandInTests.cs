using System.Numerics.Tensors;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Models;

/// <summary>What the interfaces make of the few members that a stand-in of an application's tests has.</summary>
public sealed class StandInTests
{
    private static readonly ModelInfo s_info = ModelInfos.Of("stand-in", ModelInfos.Preprocessing(2, 2), labels: ["dark", "light"]);

    [Fact]
    public void A_classifier_has_one_output_of_its_classes()
    {
        using IClassifier model = new Brightness();
        Assert.Equal(new FeatureMap("logits", 2, 1, 1, 0), Assert.Single(model.Outputs));
        Assert.Equal(2, model.OutputLength);
        Assert.Equal(0, model.EmbeddingLength);
    }

    [Fact]
    public void Every_way_to_give_a_picture_ends_in_Predict()
    {
        using IClassifier model = new Brightness();
        byte[] file = PictureFiles.Read("coffee.png");
        var picture = Picture.Decode(file);
        var classes = new Classification[2];

        Assert.Equal(2, model.Classify(picture.View, classes));
        Assert.Equal("dark", classes[0].Label);
        Assert.True(classes[0].Probability > 0.5f, "Predict was not asked.");
        Assert.Equal(classes, model.Classify(picture, 2));
        Assert.Equal(classes, model.Classify(file, 2));
        var one = new Classification[1];
        Assert.Equal(1, model.Classify(picture, one));
        Assert.Equal(1, model.Classify(file, one));
        Assert.Equal(classes[0], one[0]);
        Assert.Throws<PictureException>(() => model.Classify(file.AsSpan(..100), one));
        Assert.Throws<ArgumentNullException>(() => model.Classify((Picture)null!, one));
    }

    [Fact]
    public void Tensors_and_batches_are_predicted_one_by_one()
    {
        using IClassifier model = new Brightness();
        float[] inputs = [.. Enumerable.Repeat(1f, 12), .. Enumerable.Repeat(0.25f, 12)];
        float[] outputs = new float[4];
        model.PredictBatch(inputs, 2, outputs);
        Assert.Equal([0f, 1f, 0.75f, 0.25f], outputs);

        float[] logits = new float[2];
        model.Predict(new ReadOnlyTensorSpan<float>(inputs.AsSpan(12), [3, 2, 2]), new TensorSpan<float>(logits));
        Assert.Equal([0.75f, 0.25f], logits);
        Assert.Throws<ArgumentException>(
            () => model.Predict(new ReadOnlyTensorSpan<float>(inputs.AsSpan(12), [2, 2, 3]), new TensorSpan<float>(new float[2])));
    }

    [Fact]
    public void A_batch_checks_its_arguments_and_its_token()
    {
        using IClassifier model = new Brightness();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.PredictBatch([], -1, []));
        var error = Assert.Throws<ArgumentException>(() => model.PredictBatch(new float[12], 2, new float[4]));
        Assert.Contains("2 x 12 values, not 12", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.PredictBatch(new float[24], 2, new float[3]));
        Assert.Throws<OperationCanceledException>(
            () => model.PredictBatch(new float[12], 1, new float[2], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void What_it_does_not_have_names_the_class()
    {
        using IClassifier model = new Brightness();
        using var team = new ThreadTeam(1);
        model.Team = null;
        model.Observer = null;
        Assert.Null(model.Team);
        Assert.Null(model.Observer);
        Exception[] errors =
        [
            Assert.Throws<NotSupportedException>(() => model.Team = team),
            Assert.Throws<NotSupportedException>(() => model.Observer = _ => { }),
            Assert.Throws<NotSupportedException>(() => model.SaveWeights("weights.emo")),
            Assert.Throws<NotSupportedException>(() => model.SaveWeights(new MemoryStream())),
            Assert.Throws<NotSupportedException>(() => model.Embed(PictureFiles.Open("coffee.png"))),
        ];
        Assert.All(errors, error => Assert.StartsWith("Brightness has no ", error.Message, StringComparison.Ordinal));
        Assert.False(File.Exists("weights.emo"));
    }

    [Fact]
    public void A_detector_and_a_segmenter_need_only_what_they_make_of_a_view()
    {
        byte[] file = PictureFiles.Read("coffee.png");
        var picture = Picture.Decode(file);
        using IDetector detector = new Everything();
        var whole = new Detection[1];
        Assert.Equal(1, detector.Detect(file, whole));
        Assert.Equal((picture.Width, picture.Height), ((int)whole[0].Right, (int)whole[0].Bottom));
        Assert.Equal(whole, detector.Detect(picture));
        Assert.Throws<NotSupportedException>(() => detector.Detect(new float[12], default, whole));

        using ISegmenter segmenter = new Everything();
        var map = segmenter.Segment(file);
        Assert.Equal((picture.Width, picture.Height, (byte)1), (map.Width, map.Height, map[picture.Width - 1, picture.Height - 1]));
        Assert.Equal(map.Labels.ToArray(), segmenter.Segment(picture).Labels.ToArray());
        Assert.Equal(map.Labels.ToArray(), segmenter.Segment(new MemoryStream(file)).Labels.ToArray());
        Assert.Throws<ArgumentException>(() => segmenter.Segment(file, new byte[5]));
        Assert.Throws<NotSupportedException>(() => segmenter.Segment(new float[12], default, new byte[5]));
        Assert.True(segmenter.Palette.IsEmpty);
    }

    private sealed class Brightness : IClassifier
    {
        public ModelInfo Info => s_info;

        public int ClassCount => 2;

        public void Predict(ReadOnlySpan<float> input, Span<float> outputs)
        {
            outputs[1] = TensorPrimitives.Average(input);
            outputs[0] = 1 - outputs[1];
        }

        public IClassifier Fork() => new Brightness();

        public void Dispose()
        {
        }
    }

    /// <summary>Finds one thing as large as the picture.</summary>
    private sealed class Everything : IDetector, ISegmenter
    {
        public ModelInfo Info => s_info;

        public int ClassCount => 2;

        public float ScoreThreshold { get; set; }

        public float NmsThreshold { get; set; }

        public int MaxDetections { get; set; } = 1;

        public IReadOnlyList<FeatureMap> Outputs => [];

        public void Predict(ReadOnlySpan<float> input, Span<float> outputs) => throw new NotSupportedException();

        public int Detect(PictureView picture, Span<Detection> detections)
        {
            detections[0] = new Detection(0, 0, picture.Width, picture.Height, 1, "light", 1);
            return 1;
        }

        public void Segment(PictureView picture, Span<byte> labels) => labels.Fill(1);

        IDetector IDetector.Fork() => new Everything();

        ISegmenter ISegmenter.Fork() => new Everything();

        public void Dispose()
        {
        }
    }
}
