
namespace Emo.Conformance.Tests;

/// <summary>
/// emo-cifar10 with its trained weights, against the official code: a synthetic input, and pictures from the file on disk
/// to the logits.
/// </summary>
public sealed class TrainedModelTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Every_stage_and_the_logits_of_the_synthetic_input()
    {
        var golden = Golden();
        using var stages = EmoCifar10Stages.Load(Weights);
        using var classifier = EmoCifar10.Load(Weights);
        float[] input = golden.Floats("synthetic.input");
        float[] features = new float[EmoCifar10Stages.OutputLength];
        stages.Predict(input, features);
        foreach (var map in EmoCifar10Stages.Outputs)
            Closeness.AssertWithin(Tolerance, golden.Floats($"synthetic.{map.Name}"), features.AsSpan(map.Offset, map.Length), map.Name);
        float[] logits = new float[EmoCifar10.ClassCount];
        classifier.Predict(input, logits);
        Closeness.AssertWithin(Tolerance, golden.Floats("synthetic.logits"), logits, "logits");
    }

    [Theory]
    [InlineData("chelsea.png")]
    [InlineData("coffee.png")]
    [InlineData("chelsea-alpha.png")]
    [InlineData("chelsea-palette.png")]
    [InlineData("chelsea-grey.png")]
    public void A_picture_from_its_file_to_the_logits(string name)
    {
        var golden = Golden();
        using var classifier = EmoCifar10.Load(Weights);
        float[] input = new float[3 * EmoCifar10.InputHeight * EmoCifar10.InputWidth];
        EmoCifar10.ModelInfo.Preprocessing.Apply(Picture.Open(TestData.Path("pictures", name)), input);
        float[] logits = new float[EmoCifar10.ClassCount];
        classifier.Predict(input, logits);
        Closeness.AssertWithin(Tolerance, golden.Floats($"{name}.logits"), logits, name);
    }

    [Fact]
    public void The_cat_is_a_cat()
    {
        using var classifier = EmoCifar10.Load(Weights);
        var best = classifier.Classify(TestData.Path("pictures", "chelsea.png"), top: 1)[0];
        Assert.Equal("cat", best.Label);
        Assert.Equal(0.93, best.Probability, 0.01);
    }

    private static string Weights => TestData.Path("cifar10", "emo-cifar10.pth");

    private static GoldenFile Golden() => new("cifar10", "goldens.safetensors");
}
