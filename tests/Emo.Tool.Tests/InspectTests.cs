using System.Text;
using System.Text.Json;
using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

public sealed class InspectTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_is_told_by_names_and_shapes()
    {
        var json = ToolRun.Of("inspect", Weights.Cifar10, "--json").Json;
        Assert.Equal(["emo-cifar10"], Texts(json.GetProperty("fits"), "spec"));
        Assert.Equal(180, json.GetProperty("tensors").GetArrayLength());
        Assert.Empty(json.GetProperty("odd").EnumerateArray());
        Assert.StartsWith("PyTorch", json.GetProperty("format").GetString(), StringComparison.Ordinal);
        string text = ToolRun.Of("inspect", Weights.Cifar10).Output;
        Assert.Contains("It fits emo-cifar10: all 160 tensors are there.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tensor_has_its_shape_type_and_range()
    {
        var json = ToolRun.Of("inspect", Weights.Cifar10, "--json").Json;
        using var checkpoint = Checkpoint.Open(Weights.Cifar10);
        foreach (var tensor in json.GetProperty("tensors").EnumerateArray())
        {
            var expected = checkpoint.Tensors[tensor.GetProperty("name").GetString()!];
            Assert.Equal(expected.DataType.ToString(), tensor.GetProperty("type").GetString());
            Assert.Equal(expected.Shape, tensor.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()));
            if (expected.IsFloatingPoint)
                Assert.Equal(checkpoint.Floats(expected.Name).Max(), tensor.GetProperty("largest").GetSingle());
        }

        string text = ToolRun.Of("inspect", Weights.Cifar10, "--tensors").Output;
        Assert.All(checkpoint.Tensors.Keys, name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("emo-1m", 10)]
    [InlineData("emo-5m", 7)]
    [InlineData("deeplabv3-emo-2m", 4)]
    [InlineData("pspnet-emo-1m", 21)]
    [InlineData("ssdlite-emo-1m", 3)]
    [InlineData("retinanet-emo-1m", 20)]
    public void Another_number_of_classes_is_named(string spec, int classes)
    {
        string file = _folder.Write("net.safetensors", Weights.Of(spec, classes));
        var match = Assert.Single(ToolRun.Of("inspect", file, "--json").Json.GetProperty("fits").EnumerateArray());
        Assert.Equal(spec, match.GetProperty("spec").GetString());
        Assert.Equal(classes, match.GetProperty("classCount").GetInt32());
        Assert.Contains($"It fits {spec} with ClassCount = {classes}: ", ToolRun.Of("inspect", file).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_network_is_named_with_what_differs()
    {
        string file = _folder.Write("net.safetensors", Weights.Of("emo-2m", change: (name, shape, values) => name switch
        {
            "stage1.0.proj.conv.weight" => [],
            "norm.norm.weight" => [(name, [values.Length - 1], values[1..])],
            "norm.norm.bias" => [(name, shape, values), ("extra.weight", [1], [1])],
            _ => [(name, shape, values)],
        }));
        var json = ToolRun.Of("inspect", file, "--json").Json;
        Assert.Empty(json.GetProperty("fits").EnumerateArray());
        var nearest = json.GetProperty("nearest");
        Assert.Equal("emo-2m", nearest.GetProperty("spec").GetString());
        Assert.Equal(["stage1.0.proj.conv.weight"], Texts(nearest.GetProperty("missing")));
        Assert.Equal(["norm.norm.weight"], Texts(nearest.GetProperty("misfits")));
        Assert.Equal(["extra.weight"], Texts(nearest.GetProperty("unexpected")));
        string text = ToolRun.Of("inspect", file).Output;
        Assert.Contains("The nearest is emo-2m", text, StringComparison.Ordinal);
        Assert.Contains("missing (1):\n  stage1.0.proj.conv.weight", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_networks_file_is_none_of_these()
    {
        var builder = new SafetensorsBuilder();
        builder.Add("layer1.0.conv1.weight", [2, 2], [1, 2, 3, 4]);
        string file = _folder.Write("net.safetensors", builder.ToArray());
        Assert.Contains("It is none of the shipped networks.", ToolRun.Of("inspect", file).Output, StringComparison.Ordinal);
        Assert.False(ToolRun.Of("inspect", file, "--json").Json.TryGetProperty("nearest", out _));
    }

    [Fact]
    public void A_prefix_is_found()
    {
        string file = _folder.Write(
            "net.safetensors", Weights.Of("emo-1m", change: (name, shape, values) => [("module.backbone." + name, shape, values)]));
        var json = ToolRun.Of("inspect", file, "--json").Json;
        Assert.Equal("module.backbone.", json.GetProperty("fits")[0].GetProperty("prefix").GetString());
        Assert.Contains("'module.backbone.'", Assert.Single(Texts(json.GetProperty("odd"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage1.0.proj.conv.weight", float.NaN, "NaN or infinite, the first is 'stage1.0.proj.conv.weight'")]
    [InlineData("head.bias", float.NegativeInfinity, "NaN or infinite, the first is 'head.bias'")]
    [InlineData("stage1.0.norm.running_var", -1f, "below zero, the first is 'stage1.0.norm.running_var'")]
    public void Values_that_no_model_loads_are_odd(string tensor, float value, string expected)
    {
        string file = _folder.Write("net.safetensors", Weights.Of("emo-1m", change: (name, shape, values) =>
        {
            if (name == tensor)
                values[^1] = value;
            return [(name, shape, values)];
        }));
        Assert.Contains(
            expected, Assert.Single(Texts(ToolRun.Of("inspect", file, "--json").Json.GetProperty("odd"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_was_never_trained_is_odd()
    {
        string file = _folder.Write("net.safetensors", Weights.Of("emo-1m", change: (name, shape, values) =>
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal))
                Array.Clear(values);
            if (name.EndsWith("running_var", StringComparison.Ordinal))
                Array.Fill(values, 1);
            return [(name, shape, values)];
        }));
        string odd = Assert.Single(Texts(ToolRun.Of("inspect", file, "--json").Json.GetProperty("odd")));
        Assert.Contains("before it was trained", odd, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_precision_is_odd()
    {
        ToolRun.Of("convert", Weights.Cifar10, _folder["half.safetensors"], "--half");
        var json = ToolRun.Of("inspect", _folder["half.safetensors"], "--json").Json;
        Assert.Contains(
            "160 tensors are of half precision (Float16)", Assert.Single(Texts(json.GetProperty("odd"))), StringComparison.Ordinal);
        Assert.Equal(["emo-cifar10"], Texts(json.GetProperty("fits"), "spec"));
    }

    [Fact]
    public void Of_several_state_dicts_the_one_that_is_taken_is_marked()
    {
        string file = TestData.Path("checkpoints", "trainers", "lightning-ema.ckpt");
        var json = ToolRun.Of("inspect", file, "--json").Json;
        var dicts = json.GetProperty("stateDicts").EnumerateArray().ToList();
        Assert.True(dicts.Count > 1);
        using var checkpoint = Checkpoint.Open(file);
        var taken = Assert.Single(dicts, dict => dict.GetProperty("taken").GetBoolean());
        Assert.Equal(checkpoint.StateDict, taken.GetProperty("key").GetString());
        Assert.Contains(Texts(json.GetProperty("odd")), odd => odd.Contains("--state-dict", StringComparison.Ordinal));
        Assert.NotEmpty(json.GetProperty("namedObjects").EnumerateArray());

        string other = dicts.First(dict => !dict.GetProperty("taken").GetBoolean()).GetProperty("key").GetString()!;
        var chosen = ToolRun.Of("inspect", file, "--state-dict", other, "--json").Json.GetProperty("stateDicts").EnumerateArray();
        Assert.Equal(other, Assert.Single(chosen).GetProperty("key").GetString());
    }

    [Fact]
    public void Every_file_of_a_trainer_can_be_looked_at()
    {
        string folder = TestData.Path("checkpoints", "trainers");
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => !file.EndsWith(".pt2", StringComparison.Ordinal)))
        {
            Assert.NotEmpty(ToolRun.Of("inspect", file).Output);
            Assert.NotEmpty(ToolRun.Of("inspect", file, "--json").Json.GetProperty("tensors").EnumerateArray());
        }
    }

    [Fact]
    public void What_a_file_says_cannot_command_the_terminal()
    {
        byte[] header = Encoding.UTF8.GetBytes(
            """{"__metadata__":{"note":"\u001b[2Jred"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""");
        string file = _folder.Write("net.safetensors", [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0, 0]);
        string text = ToolRun.Of("inspect", file).Output;
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("note: \\u001b[2Jred", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('\u202e')]
    [InlineData('\u200b')]
    [InlineData('\u2028')]
    public void A_name_cannot_pass_for_another_one(char unseen)
    {
        var builder = new SafetensorsBuilder();
        builder.Add($"a{unseen}b", [1], [1]);
        string file = _folder.Write("net.safetensors", builder.ToArray());
        string text = ToolRun.Of("inspect", file, "--tensors").Output;
        Assert.DoesNotContain(unseen, text);
        Assert.Contains($"a\\u{(int)unseen:x4}b", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_many_modules_has_an_end()
    {
        var builder = new SafetensorsBuilder();
        for (int i = 0; i < 100; i++)
            builder.Add($"{i}.weight", [1], [1]);
        string file = _folder.Write("net.safetensors", builder.ToArray());
        string text = ToolRun.Of("inspect", file).Output.ReplaceLineEndings("\n");
        Assert.Contains("\nand 60 more\n", text, StringComparison.Ordinal);
        Assert.Contains("\n39 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n40 ", text, StringComparison.Ordinal);
        Assert.Equal(100, ToolRun.Of("inspect", file, "--json").Json.GetProperty("tensors").GetArrayLength());
    }

    [Fact]
    public void Packed_weights_have_a_model_and_a_checksum()
    {
        string file = _folder["net.emo"];
        ToolRun.Of("convert", Weights.Cifar10, file, "--spec", Weights.Cifar10Spec);
        var json = ToolRun.Of("inspect", file, "--json").Json;
        Assert.Equal("emo-cifar10", json.GetProperty("model").GetString());
        Assert.Equal("emo-cifar10", json.GetProperty("spec").GetString());
        Assert.Equal("float32", json.GetProperty("storage").GetString());
        Assert.True(json.GetProperty("whole").GetBoolean());
        Assert.Contains("The model of emo-cifar10 loads it.", ToolRun.Of("inspect", file).Output, StringComparison.Ordinal);

        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        Assert.False(ToolRun.Of("inspect", _folder.Write("bad.emo", bytes), "--json").Json.GetProperty("whole").GetBoolean());
        Assert.Contains("damaged", ToolRun.Of("inspect", _folder["bad.emo"]).Output, StringComparison.Ordinal);
        Assert.Contains("bytes 0 to 192", ToolRun.Refused("inspect", _folder.Write("cut.emo", bytes[..100])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_terminal_gets_narrow_tables()
    {
        var run = ToolRun.Any(70, "inspect", Weights.Cifar10, "--tensors");
        string[] table = [.. run.Output.Split('\n').SkipWhile(line => !line.StartsWith("tensor ", StringComparison.Ordinal))];
        Assert.NotEmpty(table);
        Assert.All(table, line => Assert.InRange(line.TrimEnd('\r').Length, 0, 70));
    }

    private static string[] Texts(JsonElement array, string? property = null) =>
        [.. array.EnumerateArray().Select(item => (property is null ? item : item.GetProperty(property)).GetString()!)];
}
