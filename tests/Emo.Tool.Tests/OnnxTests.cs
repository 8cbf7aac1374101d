using Emo.Onnx;
using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

public sealed class OnnxTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OnnxRuntime_computes_what_the_network_computes()
    {
        ToolRun.Of("onnx", Weights.Cifar10Spec, Weights.Cifar10, _folder["net.onnx"], "--stages");
        ToolRun.Of("dump", Weights.Cifar10Spec, Weights.Cifar10, _folder["dump"]);
        using var dump = Checkpoint.Open(_folder["dump"]);
        using var network = new OrtNetwork(File.ReadAllBytes(_folder["net.onnx"]));
        var outputs = network.Run(dump.Floats("input"));
        AssertClose(dump.Floats("head"), outputs["logits"]);
        AssertClose(dump.Floats("stage2.3"), outputs["stage2"]);
    }

    [Fact]
    public void The_outputs_are_named()
    {
        var json = ToolRun.Of("onnx", Weights.Cifar10Spec, Weights.Cifar10, _folder["net.onnx"], "--json").Json;
        Assert.Equal(["logits"], json.GetProperty("outputs").EnumerateArray().Select(output => output.GetString()));
    }

    [Fact]
    public void Weights_that_do_not_fit_write_nothing()
    {
        string misfit = ToolRun.Any(null, "onnx", "emo-1m", Weights.Cifar10, _folder["net.onnx"]).Error;
        Assert.Contains("does not fit emo-1m", misfit, StringComparison.Ordinal);
        string damaged = _folder.Write("nan.safetensors", Weights.ChangedCifar10("head.bias", _ => float.NaN));
        string notFinite = ToolRun.Any(null, "onnx", Weights.Cifar10Spec, damaged, _folder["net.onnx"]).Error;
        Assert.Contains("head.bias[0] is NaN", notFinite, StringComparison.Ordinal);
        Assert.Equal(["nan.safetensors"], _folder.Files);
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float tolerance = 1e-4f * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
    }
}
