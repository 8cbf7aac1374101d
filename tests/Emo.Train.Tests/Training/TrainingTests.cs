using System.Globalization;
using Emo.Train.Tests.Training;

namespace Emo.Train.Tests;

/// <summary>Each kind of network, trained for a few steps from the command line, and used by its generated class.</summary>
public sealed class TrainingTests : IDisposable
{
    private const int Pictures = 12;

    private static readonly string[] s_options
        = ["--epochs", "20", "--batch", "5", "--warm-up", "2", "--average", "0.8", "--threads", "1", "--no-augmentation"];

    private readonly TrainingFolder _folder = new();

    public static TheoryData<string, string> Detectors =>
        new() { { "ssdlite", TrainingSpecs.SsdLite }, { "retina", TrainingSpecs.Retina } };

    public static TheoryData<string, string> Segmenters => new() { { "aspp", TrainingSpecs.Aspp }, { "psp", TrainingSpecs.Psp } };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Detectors))]
    public void A_detector_learns_and_its_class_finds_what_libtorch_finds(string kind, string spec)
    {
        Assert.NotEmpty(kind);
        var network = _folder.Spec(spec);
        var data = _folder.Boxes(Pictures);
        AssertLearns(Train("detector", "boxes"), "model.Detect");
        using var comparison = new ProductComparison(network, _folder["out/small.safetensors"]);
        comparison.AssertSameBoxes(data.HeldOut[0].Path);
        comparison.AssertSameBoxes(data.HeldOut[5].Path);
    }

    [Theory]
    [MemberData(nameof(Segmenters))]
    public void A_segmenter_learns_and_its_class_makes_libtorchs_map(string kind, string spec)
    {
        Assert.NotEmpty(kind);
        var network = _folder.Spec(spec);
        var data = _folder.Masks(Pictures);
        AssertLearns(Train("segmenter", "maps", "--dice", "0.5", "--class-weights", "balanced"), "model.Segment");
        using var comparison = new ProductComparison(network, _folder["out/small.safetensors"]);
        comparison.AssertSameMap(data.HeldOut[0].Path);
        comparison.AssertSameMap(data.HeldOut[5].Path);
    }

    [Fact]
    public void A_classifier_learns_and_its_class_gives_libtorchs_logits()
    {
        var network = _folder.Spec(TrainingSpecs.Classifier);
        _folder.Classes(Pictures);
        AssertLearns(Train("classifier", "classes"), "model.Classify");
        using var comparison = new ProductComparison(network, _folder["out/small.safetensors"]);
        comparison.AssertSameOutputs(_folder["classes/cup/0.png"]);

        // The folders name the classes, and the weights carry the names.
        Assert.Equal(["cat", "cup", "rocket"], comparison.Product.Info.Labels.ToArray());
    }

    [Fact]
    public void Another_number_of_classes_begins_with_what_fits_and_a_frozen_backbone_stays()
    {
        _folder.Spec(TrainingSpecs.Classifier);
        _folder.Classes(Pictures);
        Train("classifier", "classes");

        _folder.Spec(TrainingSpecs.Classifier.Replace("\"classes\": 3", "\"classes\": 2", StringComparison.Ordinal));
        Directory.Delete(_folder["classes/cat"], recursive: true);
        string weights = _folder["out/small.safetensors"];
        string[] tuning = ["--weights", weights, "--freeze", "backbone", .. s_options];
        string[] lines = TrainRun.Of(["classifier", _folder["small.json"], _folder["classes"], _folder["other"], .. tuning]);
        Assert.Contains("  head.weight: [3, 32] in the checkpoint, [2, 32] in the network", lines);
        Assert.DoesNotContain(lines, line => line.Contains("stage", StringComparison.Ordinal));

        using var before = Checkpoint.Open(weights);
        using var after = Checkpoint.Open(_folder["other/small.safetensors"]);
        Assert.Equal(before.Floats("stage1.0.conv_local.norm.running_mean"), after.Floats("stage1.0.conv_local.norm.running_mean"));
        Assert.Equal(before.Floats("stage2.1.proj.conv.weight"), after.Floats("stage2.1.proj.conv.weight"));
        Assert.NotEqual(before.Floats("norm.norm.weight"), after.Floats("norm.norm.weight"));
    }

    [Fact]
    public void The_same_command_with_resume_goes_on_though_its_weights_are_gone_and_says_what_is_another_length()
    {
        _folder.Spec(TrainingSpecs.Classifier);
        _folder.Classes(Pictures);
        Train("classifier", "classes");
        string[] command = ["classifier", _folder["small.json"], _folder["classes"], _folder["out"], "--weights", _folder["gone.pth"]];
        string[] options = ["--batch", "5", "--warm-up", "2", "--average", "0.8", "--threads", "2", "--no-augmentation"];
        string[] lines = TrainRun.Of([.. command, .. options, "--resume", "--epochs", "22"]);
        Assert.Contains(lines, line => line.EndsWith("held out, 20 epochs are over.", StringComparison.Ordinal));
        Assert.Contains("It was begun with --epochs 20, and ends with --epochs 22, to which the learning rate goes down.", lines);
        Assert.Equal(2, lines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));

        // Others than the pictures that it was begun with are refused, as many as they are.
        File.Move(_folder["classes/cup/0.png"], _folder["classes/cup/0a.png"]);
        Assert.Contains(
            "pictures and annotations, is ",
            TrainRun.Refused([.. command, .. options, "--resume", "--epochs", "24"]),
            StringComparison.Ordinal);
    }

    private string[] Train(string command, string data, params string[] options) =>
        TrainRun.Of([command, _folder["small.json"], _folder[data], _folder["out"], .. options, .. s_options]);

    private void AssertLearns(string[] lines, string usage)
    {
        double[] losses = [.. File.ReadLines(_folder["out/curve.csv"]).Skip(1)
            .Select(line => double.Parse(line.Split(',')[4], CultureInfo.InvariantCulture))];
        Assert.Equal(20, losses.Length);
        Assert.True(losses[^1] < 0.9 * losses[0], string.Join(", ", losses));
        Assert.Equal(20, lines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.Contains("[EmoModel(\"small\")] public sealed partial class Small;", lines[^1], StringComparison.Ordinal);
        Assert.Contains("Small.Load(\"small.safetensors\")", lines[^3], StringComparison.Ordinal);
        Assert.Contains(usage, lines[^2], StringComparison.Ordinal);
    }
}
