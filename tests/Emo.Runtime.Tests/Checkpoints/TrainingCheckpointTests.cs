using Emo.Checkpoints;
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
    [InlineData("model", "model", "state_dict", "net")]
    [InlineData("state_dict", "other", "state_dict", "model")]
    [InlineData("model", "other", "model")]
    [InlineData("model_ema", "model", "model_ema")]
    [InlineData("state_dict_ema", "state_dict", "state_dict_ema")]
    [InlineData("ema_state_dict", "ema_state_dict", "state_dict")]
    [InlineData("ema", "net", "ema")]
    [InlineData("net_E", "ema", "model_ema", "net_E")]
    [InlineData("model_state_dict", "weights", "model_state_dict")]
    [InlineData("teacher", "teacher", "student")]
    [InlineData("ema_model", "other", "ema_model")]
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
    public void The_state_dict_of_Lightning_is_the_average_where_the_current_one_stands_beside()
    {
        using var plain = Open(Write("ema", "state_dict"));
        using var averaged = Open(Write("model", "state_dict", "current_model_state"));

        Assert.Equal("ema", plain.StateDict);
        Assert.Equal("state_dict", averaged.StateDict);
        Assert.Equal(StateDictRank.LightningAverage, averaged.Candidates.Single(c => c.Key == "state_dict").Rank);
    }

    [Fact]
    public void Choosing_from_a_plain_state_dict_is_an_error() =>
        Rejected.Because(
            TorchFile.StateDict(Weight(1)),
            new CheckpointOptions { StateDict = "net" },
            "no state dict 'net'",
            "dicts of tensors in it are ''");

    [Fact]
    public void Dicts_are_found_wherever_they_lie_and_chosen_by_their_path()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("callbacks").EmptyDict().Text("ema").EmptyDict().Text("weights");
        file.Dict(Weight(7));
        file.Pickle.SetItem().SetItem().Text("nets").EmptyList();
        file.Dict(Weight(8));
        file.Pickle.Append().Text("pair");
        file.Dict(Weight(9));
        file.Pickle.None().Raw(0x86).SetItems().Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal(["pair.0", "nets.0", "callbacks.ema.weights"], checkpoint.Candidates.Select(c => c.Key).OrderDescending());
        Assert.Equal("callbacks.ema.weights", checkpoint.StateDict);
        foreach (var (key, value) in new[] { ("callbacks.ema.weights", 7f), ("nets.0", 8f), ("pair.0", 9f) })
        {
            using var chosen = Open(file.Save(), new CheckpointOptions { StateDict = key });
            Assert.Equal([value], chosen.Floats("w"));
        }
    }

    [Fact]
    public void The_top_level_is_chosen_by_an_empty_text()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("loss");
        file.Tensor(TestTensor.Float32("loss", [], 0.5f));
        file.Pickle.Text("model");
        file.Dict(Weight(1));
        file.Pickle.SetItems().Stop();

        using var preferred = Open(file.Save());
        using var top = Open(file.Save(), new CheckpointOptions { StateDict = "" });

        Assert.Equal("model", preferred.StateDict);
        Assert.Null(top.StateDict);
        Assert.Equal([0.5f], top.Floats("loss"));
    }

    [Fact]
    public void A_file_without_tensors_is_an_error() =>
        Rejected.Because(TorchFile.OfPickle(new PickleWriter().Protocol().EmptyDict().Stop().ToArray()), "holds no tensors");

    [Fact]
    public void Something_other_than_a_dict_is_an_error() =>
        Rejected.Because(
            TorchFile.OfPickle(new PickleWriter().Protocol().EmptyList().Stop().ToArray()),
            "holds no tensors but a list; save a state dict");

    [Fact]
    public void The_same_key_twice_is_an_error() =>
        Rejected.Because(Write("net", "net"), "'net' occurs twice");
}
