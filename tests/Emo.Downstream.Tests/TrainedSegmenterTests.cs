using Emo.Downstream.Tests.Support;
using Xunit.Abstractions;

namespace Emo.Downstream.Tests;

/// <summary>deeplabv3-nuclei with its trained weights, against PyTorch: logits, label maps, and pictures from the file on.</summary>
public sealed class TrainedSegmenterTests(ITestOutputHelper output)
{
    private const string Folder = "nuclei";

    /// <summary>What half-precision weights cost a logit, relative to the largest.</summary>
    private const double LossOfHalf = 2e-3;

    /// <summary>What reading a PNG file allocates: the inflater is the .NET runtime's.</summary>
    private const long FewKilobytes = 8192;

    public static TheoryData<string> Pictures => TrainedGoldens.Pictures(Folder);

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Logits_and_labels_are_those_of_PyTorch_with_any_number_of_threads(string picture)
    {
        var golden = TrainedGoldens.Of(Folder, picture);
        using var model = DeepLabV3Nuclei.Load(Weights(".pth"));
        float[] input = golden.Floats("input"), logits = new float[DeepLabV3Nuclei.OutputLength];
        model.Predict(input, logits);
        double worst = Closeness.Of(golden.Floats("logits"), logits, "logits");
        output.WriteLine($"{picture}: logits differ by {worst:E2} of their maximum");
        Assert.InRange(worst, 0, TrainedGoldens.Tolerance);

        byte[] labels = Segment(model, golden, input);
        AssertSameLabels(golden, labels);
        Assert.Equal(2, labels.Distinct().Count());

        for (int threads = 1; threads <= 4; threads++)
        {
            using var team = new ThreadTeam(threads);
            model.Team = team;
            float[] shared = new float[logits.Length];
            model.Predict(input, shared);
            Assert.Equal(logits, shared);
            Assert.Equal(labels, Segment(model, golden, input));
            model.Team = null;
        }
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_file_gives_the_input_and_the_labels(string picture)
    {
        var golden = TrainedGoldens.Of(Folder, picture);
        string path = TrainedGoldens.File(Folder, picture);
        using var model = DeepLabV3Nuclei.Load(Weights(".pth"));
        float[] input = new float[DeepLabV3Nuclei.ModelInfo.Preprocessing.InputLength];
        DeepLabV3Nuclei.ModelInfo.Preprocessing.Apply(Picture.Open(path), input);
        TrainedGoldens.AssertSamePixels(golden.Floats("input"), input);
        byte[] labels = Segment(model, golden, input);
        AssertSameLabels(golden, labels);
        Assert.Equal(labels, model.Segment(path).Labels.ToArray());
        Assert.Equal(labels, model.Segment(File.ReadAllBytes(path)).Labels.ToArray());
        Assert.Equal(labels, model.Segment(Picture.Open(path)).Labels.ToArray());
    }

    /// <summary>The file inside <c>samples/Segment</c>.</summary>
    [Fact]
    public void The_packed_weights_of_the_sample_are_those_of_the_checkpoint()
    {
        using var model = DeepLabV3Nuclei.Load(Weights(".pth"));
        using var packed = new MemoryStream();
        model.SaveWeights(packed, WeightStorage.Float16);
        Assert.Equal(packed.ToArray(), File.ReadAllBytes(Weights(".emo")));
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Half_precision_weights_change_one_label_in_a_thousand_at_most(string picture)
    {
        var golden = TrainedGoldens.Of(Folder, picture);
        using var model = DeepLabV3Nuclei.Load(Weights(".pth"));
        using var half = DeepLabV3Nuclei.Load(Weights(".emo"));
        float[] expected = new float[DeepLabV3Nuclei.OutputLength], actual = new float[DeepLabV3Nuclei.OutputLength];
        float[] input = golden.Floats("input");
        model.Predict(input, expected);
        half.Predict(input, actual);
        double loss = Closeness.Of(expected, actual, "logits");
        byte[] labels = Segment(model, golden, input), halfLabels = Segment(half, golden, input);
        int changed = labels.Zip(halfLabels).Count(pair => pair.First != pair.Second);
        output.WriteLine($"{picture}: float16 loses {loss:E2} and changes {changed} of {labels.Length} labels");
        Assert.InRange(loss, double.Epsilon, LossOfHalf);
        Assert.InRange(changed, 0, labels.Length / 1000);
    }

    [Fact]
    public void Nothing_is_allocated_from_the_picture_to_the_labels()
    {
        byte[] file = File.ReadAllBytes(TrainedGoldens.File(Folder, "ac782d2cad7f"));
        var picture = Picture.Decode(file);
        using var model = DeepLabV3Nuclei.Load(Weights(".emo"));
        byte[] labels = new byte[picture.Width * picture.Height];
        model.Segment(picture, labels);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => model.Segment(picture, labels))));
        model.Segment(file, labels);
        Assert.InRange(Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => model.Segment(file, labels))), 0, FewKilobytes);
    }

    private static string Weights(string ending) => TestData.Path("trained", Folder, "deeplabv3-nuclei" + ending);

    /// <summary>The map has the picture's size.</summary>
    private static PictureFrame Frame(GoldenFile golden) =>
        DeepLabV3Nuclei.ModelInfo.Preprocessing.FrameOf(golden.Shape("map")[1], golden.Shape("map")[0]);

    /// <summary>Wherever float32 is certain of it, which is nearly everywhere.</summary>
    private static void AssertSameLabels(GoldenFile golden, byte[] labels)
    {
        byte[] expected = golden.Bytes("map"), sure = golden.Bytes("sure");
        Assert.Equal(0, Enumerable.Range(0, labels.Length).Count(i => sure[i] != 0 && labels[i] != expected[i]));
        Assert.True(sure.Count(each => each != 0) > 0.99 * sure.Length);
    }

    private static byte[] Segment(DeepLabV3Nuclei model, GoldenFile golden, float[] input)
    {
        byte[] labels = new byte[golden.Bytes("map").Length];
        model.Segment(input, Frame(golden), labels);
        return labels;
    }
}
