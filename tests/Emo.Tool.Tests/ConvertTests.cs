using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

public sealed class ConvertTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Safetensors_have_every_value(bool half)
    {
        string[] options = half ? ["--half"] : [];
        var json = ToolRun.Of(["convert", Weights.Cifar10, _folder["net.safetensors"], .. options, "--json"]).Json;
        using var source = Checkpoint.Open(Weights.Cifar10);
        using var written = Checkpoint.Open(_folder["net.safetensors"]);
        string[] floats = [.. source.Tensors.Values.Where(tensor => tensor.IsFloatingPoint).Select(tensor => tensor.Name)];
        Assert.Equal(floats, written.Tensors.Keys);
        Assert.Equal(source.Tensors.Keys.Except(floats), json.GetProperty("leftOut").EnumerateArray().Select(name => name.GetString()!));
        foreach (string name in floats)
        {
            float[] expected = source.Floats(name);
            Assert.Equal(half ? TensorDataType.Float16 : TensorDataType.Float32, written.Tensors[name].DataType);
            Assert.Equal<long>(source.Tensors[name].Shape, written.Tensors[name].Shape);
            Assert.Equal(half ? Array.ConvertAll(expected, value => (float)(Half)value) : expected, written.Floats(name));
        }
    }

    [Fact]
    public void Metadata_stays()
    {
        ToolRun.Of("convert", Weights.Cifar10, _folder["a.safetensors"]);
        using var written = Checkpoint.Open(_folder["a.safetensors"]);
        Assert.Equal("pt", written.Metadata["format"]);
    }

    [Fact]
    public void A_value_that_float16_cannot_hold_is_named_and_nothing_is_written()
    {
        string file = _folder.Write("large.safetensors", Weights.ChangedCifar10("head.bias", _ => 65520));
        string error = ToolRun.Refused("convert", file, _folder["half.safetensors"], "--half");
        Assert.Contains("'head.bias' has the value 65520 at 0", error, StringComparison.Ordinal);
        Assert.Equal(["large.safetensors"], _folder.Files);

        // What rounds to the largest value is held.
        file = _folder.Write("large.safetensors", Weights.ChangedCifar10("head.bias", _ => 65519));
        ToolRun.Of("convert", file, _folder["half.safetensors"], "--half");
    }

    [Fact]
    public void Packed_weights_compute_the_same()
    {
        ToolRun.Of("convert", Weights.Cifar10, _folder["net.emo"], "--spec", Weights.Cifar10Spec);
        var json = ToolRun.Of("compare", Weights.Cifar10Spec, Weights.Cifar10, _folder["net.emo"], "--tolerance", "0", "--json").Json;
        Assert.True(json.GetProperty("agree").GetBoolean());
    }

    [Fact]
    public void Packed_weights_can_be_half()
    {
        ToolRun.Of("convert", Weights.Cifar10, _folder["net.emo"], "--spec", Weights.Cifar10Spec);
        ToolRun.Of("convert", Weights.Cifar10, _folder["half.emo"], "--spec", Weights.Cifar10Spec, "--half");
        Assert.True(new FileInfo(_folder["half.emo"]).Length < 0.51 * new FileInfo(_folder["net.emo"]).Length);
        var json = ToolRun.Of("inspect", _folder["half.emo"], "--json").Json;
        Assert.Equal("float16", json.GetProperty("storage").GetString());
        Assert.True(json.GetProperty("whole").GetBoolean());
        ToolRun.Of("compare", Weights.Cifar10Spec, _folder["half.emo"], _folder["net.emo"], "--tolerance", "0.01");
    }

    [Fact]
    public void Packed_weights_need_the_spec_of_the_checkpoint()
    {
        var run = ToolRun.Any(null, "convert", Weights.Cifar10, _folder["net.emo"], "--spec", "emo-1m");
        Assert.Equal(1, run.Status);
        Assert.Contains("does not fit", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Packed_weights_are_no_source_of_safetensors()
    {
        ToolRun.Of("convert", Weights.Cifar10, _folder["net.emo"], "--spec", Weights.Cifar10Spec);
        Assert.Contains(
            "convert the checkpoint", ToolRun.Refused("convert", _folder["net.emo"], _folder["net.safetensors"]), StringComparison.Ordinal);
    }

    [Fact]
    public void One_state_dict_of_several_can_be_taken()
    {
        string file = TestData.Path("checkpoints", "trainers", "lightning-ema.ckpt");
        using var all = Checkpoint.Open(file);
        string other = all.Candidates.First(candidate => candidate.Key != all.StateDict).Key!;
        ToolRun.Of("convert", file, _folder["other.safetensors"], "--state-dict", other);
        using var source = Checkpoint.Open(file, new CheckpointOptions { StateDict = other });
        using var written = Checkpoint.Open(_folder["other.safetensors"]);
        Assert.All(written.Tensors.Keys, name => Assert.Equal(source.Floats(name), written.Floats(name)));
    }
}
