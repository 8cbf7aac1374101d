using Emo.Onnx;
using Google.Protobuf;
using Pages;
using Pages.Migrating;

namespace Emo.Application.Tests;

/// <summary>docs/migrating.md, with an ONNX file that is exported from the checkpoint.</summary>
public sealed class MigratingTests
{
    public MigratingTests()
    {
        using var weights = Checkpoint.Open("emo-cifar10.pth");
        File.WriteAllBytes("emo-cifar10.onnx", OnnxExporter.Export(SpecGraph.Shipped("emo-cifar10"), weights.Floats).ToByteArray());
        File.WriteAllLines("labels.txt", EmoCifar10.ModelInfo.Labels);
    }

    [Fact]
    public async Task Both_programs_print_what_the_page_says_and_name_the_same_class_first()
    {
        string theirs = await PageOutput.Of(Pages.Migrating.Onnx.Run);
        string ours = await PageOutput.Of(Compiled.Run);
        PageOutput.Check("migrating.md", "Onnx", theirs);
        PageOutput.Check("migrating.md", "Compiled", ours);
        Assert.Equal("cat", theirs.Split(' ')[0]);
        Assert.Equal("cat", ours.Split(' ')[0]);
    }

    [Fact]
    public async Task One_input_has_the_same_logits_in_both()
    {
        string output = await PageOutput.Of(() => SameInput.Run(Input("pictures/coffee.png")));
        PageOutput.Check("migrating.md", "SameInput", output);
    }

    [Fact]
    public async Task MlNet_prints_what_the_page_says()
    {
        string output = await PageOutput.Of(() => MlNet.Run(Input("pictures/chelsea.png")));
        PageOutput.Check("migrating.md", "MlNet", output);
    }

    private static float[] Input(string path)
    {
        float[] input = new float[EmoCifar10.ModelInfo.Preprocessing.InputLength];
        EmoCifar10.ModelInfo.Preprocessing.Apply(Picture.Open(path), input);
        return input;
    }
}
