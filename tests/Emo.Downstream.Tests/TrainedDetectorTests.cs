using Emo.Downstream.Tests.Support;
using Emo.Samples.Accuracy;
using Xunit.Abstractions;

namespace Emo.Downstream.Tests;

/// <summary>ssdlite-cells with its trained weights, against PyTorch: raw outputs, detections, and pictures from the file on.</summary>
public sealed class TrainedDetectorTests(ITestOutputHelper output)
{
    private const string Folder = "cells";

    /// <summary>What half-precision weights cost a raw output, relative to the largest of its map.</summary>
    private const double LossOfHalf = 2e-3;

    public static TheoryData<string> Pictures => TrainedGoldens.Pictures(Folder);

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Raw_outputs_and_detections_are_those_of_PyTorch_with_any_number_of_threads(string picture)
    {
        var golden = TrainedGoldens.Of(Folder, picture);
        using var model = SsdLiteCells.Load(Weights(".pth"));
        float[] input = golden.Floats("input"), outputs = new float[SsdLiteCells.OutputLength];
        model.Predict(input, outputs);
        Assert.Equal(6, SsdLiteCells.Outputs.Count);
        double worst = SsdLiteCells.Outputs.Max(map =>
            Closeness.Of(golden.Floats(map.Name), outputs.AsSpan(map.Offset, map.Length), map.Name));
        output.WriteLine($"{picture}: raw outputs differ by {worst:E2} of their maximum");
        Assert.InRange(worst, 0, TrainedGoldens.Tolerance);

        var detections = Detect(model, input);
        AssertSameObjects(golden, detections);

        for (int threads = 1; threads <= 4; threads++)
        {
            using var team = new ThreadTeam(threads);
            model.Team = team;
            float[] shared = new float[outputs.Length];
            model.Predict(input, shared);
            Assert.Equal(outputs, shared);
            Assert.Equal(detections, Detect(model, input));
            model.Team = null;
        }
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_file_gives_the_input_and_the_detections(string picture)
    {
        var golden = TrainedGoldens.Of(Folder, picture);
        string path = TrainedGoldens.File(Folder, picture);
        using var model = SsdLiteCells.Load(Weights(".pth"));
        float[] input = new float[SsdLiteCells.ModelInfo.Preprocessing.InputLength];
        SsdLiteCells.ModelInfo.Preprocessing.Apply(Picture.Open(path), input);
        TrainedGoldens.AssertSamePixels(golden.Floats("input"), input);
        var detections = Detect(model, input);
        AssertSameObjects(golden, detections);
        Assert.Equal(detections, model.Detect(path));
        Assert.Equal(detections, model.Detect(File.ReadAllBytes(path)));
        Assert.Equal(detections, model.Detect(Picture.Open(path)));
        Assert.Equal("white blood cell", detections.First(one => one.ClassIndex == 1).Label);
    }

    /// <summary>The file inside <c>samples/Detect</c>.</summary>
    [Fact]
    public void The_packed_weights_of_the_sample_are_those_of_the_checkpoint()
    {
        using var model = SsdLiteCells.Load(Weights(".pth"));
        using var packed = new MemoryStream();
        model.SaveWeights(packed, WeightStorage.Float16);
        Assert.Equal(packed.ToArray(), File.ReadAllBytes(Weights(".emo")));
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Half_precision_weights_change_the_count_of_a_class_by_one_at_most(string picture)
    {
        float[] input = TrainedGoldens.Of(Folder, picture).Floats("input");
        using var model = SsdLiteCells.Load(Weights(".pth"));
        using var half = SsdLiteCells.Load(Weights(".emo"));
        float[] expected = new float[SsdLiteCells.OutputLength], actual = new float[SsdLiteCells.OutputLength];
        model.Predict(input, expected);
        half.Predict(input, actual);
        double loss = SsdLiteCells.Outputs.Max(map =>
            Closeness.Of(expected.AsSpan(map.Offset, map.Length), actual.AsSpan(map.Offset, map.Length), map.Name));
        output.WriteLine($"{picture}: float16 loses {loss:E2}");
        Assert.InRange(loss, double.Epsilon, LossOfHalf);

        (model.ScoreThreshold, half.ScoreThreshold) = (ShownScore.Cells, ShownScore.Cells);
        Detection[] objects = Detect(model, input), halfObjects = Detect(half, input);
        Assert.NotEmpty(objects);
        for (int i = 0; i < SsdLiteCells.ClassCount; i++)
            Assert.InRange(halfObjects.Count(one => one.ClassIndex == i) - objects.Count(one => one.ClassIndex == i), -1, 1);
    }

    [Fact]
    public void Nothing_is_allocated_from_the_file_to_the_boxes()
    {
        byte[] file = File.ReadAllBytes(TrainedGoldens.File(Folder, "BloodImage_00007"));
        using var model = SsdLiteCells.Load(Weights(".emo"));
        var detections = new Detection[model.MaxDetections];
        Assert.True(model.Detect(file, detections) > 10);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => model.Detect(file, detections))));
    }

    private static void AssertSameObjects(GoldenFile golden, Detection[] detections) => DetectionSets.AssertEqual(
        golden.Floats("detections.boxes"), golden.Floats("detections.scores"), golden.Longs("detections.classes"), detections);

    private static string Weights(string ending) => TestData.Path("trained", Folder, "ssdlite-cells" + ending);

    private static Detection[] Detect(SsdLiteCells model, float[] input)
    {
        var detections = new Detection[model.MaxDetections];
        return detections[..model.Detect(input, new PictureFrame(640, 480, 320, 240), detections)];
    }
}
