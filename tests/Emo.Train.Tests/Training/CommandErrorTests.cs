using Emo.Train.Tests.Training;

namespace Emo.Train.Tests;

/// <summary>What is wrong is one line, before training begins. None of these comes as far as libtorch.</summary>
public sealed class CommandErrorTests : IDisposable
{
    private readonly TrainingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("detector", "emo-1m", "'emo-1m' is a classifier's, not a detector's: use the command 'classifier'")]
    [InlineData("classifier", "deeplabv3-nuclei", "'deeplabv3-nuclei' is a segmenter's, not a classifier's")]
    [InlineData("segmenter", "ssdlite-cells", "'ssdlite-cells' is a detector's, not a segmenter's")]
    public void A_spec_of_another_kind(string command, string spec, string message) =>
        Assert.Contains(message, TrainRun.Refused(command, spec, _folder["data"], _folder["out"]), StringComparison.Ordinal);

    [Fact]
    public void A_spec_without_a_head()
    {
        _folder.Spec(TestSpecs.Small(head: """{ "type": "features", "outputs": ["stage1"] }"""));
        Assert.Contains(
            "The spec 'small' has a head 'features'",
            TrainRun.Refused("detector", _folder["small.json"], _folder["data"], _folder["out"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_with_a_mistake()
    {
        File.WriteAllText(_folder["wrong.json"], TestSpecs.Small().Replace("\"width\": 8", "\"width\": 0", StringComparison.Ordinal));
        string[] lines = TrainRun.Errors("classifier", _folder["wrong.json"], _folder["data"], _folder["out"]);
        Assert.All(lines, line => Assert.Contains("error EMO0", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_training_that_would_be_overwritten()
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out/curve.csv"], "");
        Assert.Contains(
            "has a training's curve.csv: name another folder, or go on with it by --resume.",
            TrainRun.Refused("detector", "ssdlite-cells", _folder["data"], _folder["out"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_resume() => Assert.Contains(
        "There is no training to resume",
        TrainRun.Refused("detector", "ssdlite-cells", "data", _folder["out"], "--resume"),
        StringComparison.Ordinal);

    [Fact]
    public void Weights_that_are_not_there() => Assert.Contains(
        "nowhere.pth",
        TrainRun.Refused("detector", "ssdlite-cells", "data", _folder["out"], "--weights", _folder["nowhere.pth"]),
        StringComparison.Ordinal);

    [Fact]
    public void A_state_in_place_of_weights()
    {
        var file = new Samples.SafetensorsFile();
        file.Metadata.Add("progress", "{}");
        file.Metadata.Add("settings", "{}");
        file.Add("network.head.bias", [1], [0f]);
        file.Save(_folder["state.safetensors"]);
        Assert.Contains(
            "is the state of a training, not weights: name the NAME.safetensors beside it.",
            TrainRun.Refused("detector", "ssdlite-cells", "data", _folder["out"], "--weights", _folder["state.safetensors"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_no_array_holds()
    {
        _folder.Spec(TrainingSpecs.Classifier.Replace("64", "1024", StringComparison.Ordinal));
        Assert.Contains(
            "--batch 4096 of [3, 1024, 1024] is 12884901888 numbers, more than",
            TrainRun.Refused("classifier", _folder["small.json"], "data", _folder["out"], "--batch", "4096"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_classifier_of_one_class()
    {
        _folder.Spec(TrainingSpecs.Classifier.Replace("\"classes\": 3", "\"classes\": 1", StringComparison.Ordinal));
        Assert.Contains(
            "The spec 'small' has one class, and there is nothing to tell it from",
            TrainRun.Refused("classifier", _folder["small.json"], "data", _folder["out"]),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs and --minutes exclude each other.", "--epochs", "3", "--minutes", "5")]
    [InlineData("--freeze needs --weights", "--freeze", "backbone")]
    [InlineData("--batch takes a whole number from 2 to 4096, not '1'.", "--batch", "1")]
    [InlineData("--lr takes a number above 0, at most 10, not 'fast'.", "--lr", "fast")]
    [InlineData("--class-weights takes 'balanced' or numbers above 0 such as '1,2.5', not '1,-2'.", "--class-weights", "1,-2")]
    public void Options_that_cannot_be(string message, params string[] options) => Assert.Contains(
        message, TrainRun.Refused(["classifier", "emo-cifar10", "data", _folder["out"], .. options]), StringComparison.Ordinal);
}
