using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

public class TrainingCheckpointTests
{
    private static TestTensor Weight(float value) => TestTensor.Float32("w", [1], value);

    /// <summary>
    /// A training checkpoint with a state dict under each key, holding 1, 2, 3 ..., and everything that such a file has beside.
    /// </summary>
    internal static byte[] Write(params ReadOnlySpan<string> keys)
    {
        TorchFile file = new();
        var pickle = file.Pickle.Protocol().EmptyDict().Mark();
        for (int i = 0; i < keys.Length; i++)
        {
            pickle.Text(keys[i]);
            file.Dict(Weight(i + 1));
        }
        WriteOptimizer(file);
        pickle.Text("epoch").Float(300).Text("best").Mark().None().False().Integer(-7).Integer(1L << 40).Tuple();
        pickle.Text("seed").Raw(0x8a, 17).Raw(new byte[17]);
        pickle.Text("history").EmptyList().Mark().Float(1).Text("x").EmptyDict().Appends();
        pickle.Text("set").Global("__builtin__", "set").EmptyList().Integer(1).Append().Raw(0x85).Reduce();
        pickle.Text("device").Global("torch", "device").Text("cuda").Integer(0).Raw(0x86).Reduce();
        WriteNumpyScalar(pickle);
        pickle.SetItems().Stop();
        return file.Save();
    }

    private static void WriteOptimizer(TorchFile file)
    {
        var pickle = file.Pickle.Text("optimizer").EmptyDict().Mark();
        pickle.Text("state").EmptyDict().Integer(0).EmptyDict().Mark().Text("exp_avg");
        file.Tensor(TestTensor.Float32("exp_avg", [2], 8, 9));
        pickle.SetItems().SetItem().Text("param_groups").EmptyList().EmptyDict().Text("lr").Float(1e-3).SetItem().Append().SetItems();
    }

    // numpy.float64(71.5), as numpy pickles it in protocol 2.
    private static void WriteNumpyScalar(PickleWriter pickle)
    {
        pickle.Text("accuracy").Global("numpy.core.multiarray", "scalar");
        pickle.Global("numpy", "dtype").Text("f8").False().Raw(0x88, 0x87).Reduce();
        pickle.Mark().Integer(3).Text("<").None().None().None().Integer(-1).Integer(-1).Integer(0).Tuple().Build();
        pickle.Global("_codecs", "encode").Text("\0\0\0\0").Text("latin1").Raw(0x86).Reduce();
        pickle.Raw(0x86).Reduce();
    }

    [Theory]
    [InlineData("net_E", "net", "net_E", "state_dict", "model")]
    [InlineData("net", "model", "state_dict", "net")]
    [InlineData("state_dict", "model", "state_dict")]
    [InlineData("model", "other", "model")]
    public void The_preferred_state_dict_is_taken(string expected, params string[] keys)
    {
        using var checkpoint = Open(Write(keys));

        Assert.Equal(expected, checkpoint.StateDict);
        Assert.Equal([Array.IndexOf(keys, expected) + 1f], checkpoint.Floats("w"));
        Assert.Equal(["w"], checkpoint.Tensors.Keys);
    }

    [Fact]
    public void Another_state_dict_can_be_chosen()
    {
        using var checkpoint = Open(Write("net", "net_E", "ema"), new CheckpointOptions { StateDict = "ema" });

        Assert.Equal("ema", checkpoint.StateDict);
        Assert.Equal([3f], checkpoint.Floats("w"));
    }

    [Fact]
    public void A_preferred_key_without_tensors_is_passed_over()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("net_E").None().Text("net").EmptyDict().Text("model");
        file.Dict(Weight(5));
        file.Pickle.SetItems().Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal("model", checkpoint.StateDict);
    }

    [Fact]
    public void An_mmdet_checkpoint_gives_its_state_dict_with_the_prefixes()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark();
        file.Pickle.Text("meta").EmptyDict().Mark()
            .Text("mmdet_version").Text("2.28.0")
            .Text("CLASSES").Mark().Text("person").Text("car").Tuple()
            .Text("iter").Integer(87960)
            .SetItems();
        file.Pickle.Text("state_dict");
        file.Dict(TestTensor.Float32("backbone.w", [1], 3), TestTensor.Float32("bbox_head.w", [1], 4));
        file.Pickle.SetItems().Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal("state_dict", checkpoint.StateDict);
        Assert.Equal(["backbone.w", "bbox_head.w"], checkpoint.Tensors.Keys);
    }

    [Fact]
    public void A_missing_state_dict_is_an_error_that_lists_what_there_is() =>
        Rejected.Because(
            Write("net", "ema"),
            new CheckpointOptions { StateDict = "net_E" },
            "no state dict 'net_E'",
            "'net', 'ema'",
            "CheckpointOptions.StateDict");

    [Fact]
    public void Choosing_something_that_holds_no_tensors_is_an_error() =>
        Rejected.Because(Write("net"), new CheckpointOptions { StateDict = "epoch" }, "no state dict 'epoch'", "'net'");

    [Fact]
    public void A_file_without_a_preferred_state_dict_is_an_error_that_lists_what_there_is() =>
        Rejected.Because(Write("ema", "teacher"), "'net_E', 'net', 'state_dict', 'model'", "'ema', 'teacher'");

    [Fact]
    public void Choosing_from_a_plain_state_dict_is_an_error() =>
        Rejected.Because(
            TorchFile.StateDict(Weight(1)), new CheckpointOptions { StateDict = "net" }, "no state dict 'net'", "plain state dict");

    [Fact]
    public void A_file_without_tensors_is_an_error() =>
        Rejected.Because(TorchFile.OfPickle(new PickleWriter().Protocol().EmptyDict().Stop().ToArray()), "holds no tensors");

    [Fact]
    public void Something_other_than_a_dict_is_an_error() =>
        Rejected.Because(TorchFile.OfPickle(new PickleWriter().Protocol().EmptyList().Stop().ToArray()), "holds a list, not a state dict");

    [Fact]
    public void The_same_key_twice_is_an_error() =>
        Rejected.Because(Write("net", "net"), "'net' occurs twice");
}
