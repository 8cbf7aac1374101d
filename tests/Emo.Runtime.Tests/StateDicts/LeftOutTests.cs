using Emo.Checkpoints;
using Emo.CompilerServices;
using static Emo.Tests.StateDicts.TestCheckpoint;

namespace Emo.Tests.StateDicts;

/// <summary>What a file may have beyond the model's tensors, and what is an error.</summary>
public class LeftOutTests
{
    private static readonly StateDictDeclaration s_backbone = Declare(stateDict =>
    {
        stateDict.Convolution("stage0.conv", outputs: 8, inputsPerGroup: 3, kernelSize: 3, bias: true);
        stateDict.BatchNorm("stage0.norm", channels: 8);
        stateDict.LayerNorm("stage1.norm.norm", channels: 8);
        stateDict.Ignore("stage2.");
        stateDict.Ignore("norm.");
        stateDict.Ignore("head.");
    });

    [Theory]
    [InlineData("n_averaged")]
    [InlineData("steps")]
    [InlineData("net.stage0.conv.total_ops")]
    [InlineData("net.stage0.conv.total_params")]
    [InlineData("total_params")]
    [InlineData("net.stage0.norm.num_batches_tracked")]
    [InlineData("net.other.num_batches_tracked")]
    [InlineData("data_preprocessor.mean", 3)]
    [InlineData("net.data_preprocessor.std", 3)]
    [InlineData("auxiliary_head.conv_seg.weight", 3)]
    [InlineData("net.aux_head.0.weight", 3)]
    [InlineData("aux_classifier.0.weight", 3)]
    [InlineData("ema_net_head_bias", 7)]
    public void Companions_are_left_out(string name, int length = 1)
    {
        TestCheckpoint file = new();

        Assert.Equal(1, Load(file.With([.. file.Network("net."), file.Tensor(name, length == 1 ? [] : [length])]).Open()));
    }

    [Theory]
    [InlineData("net.stage2.weight")]
    [InlineData("net.stage0.conv.weight2")]
    [InlineData("criterion.weight")]
    [InlineData("steps")] // a counter has one number
    [InlineData("net.data_preprocessor")]
    [InlineData("my_auxiliary_head.weight")]
    public void Anything_else_is_an_error_that_names_it(string name)
    {
        TestCheckpoint file = new();
        file.With([.. file.Network("net."), file.Tensor(name, [3])]);

        Refused(file.Open(), "1 tensor(s) unexpected", $"{name} [3]", "CheckpointOptions.Ignore");
        Assert.Equal(1, Load(file.Open(new CheckpointOptions { Ignore = [name] })));
        Assert.Equal(1, Load(file.Open(new CheckpointOptions { Ignore = ["unrelated.", name] })));
    }

    [Fact]
    public void A_beginning_that_ends_in_a_dot_leaves_out_what_begins_so()
    {
        TestCheckpoint file = new();
        file.With([.. file.Network("net."), file.Tensor("loss.a", [3]), file.Tensor("loss.b", [3])]);

        Assert.Equal(1, Load(file.Open(new CheckpointOptions { Ignore = ["loss."] })));
        Refused(file.Open(new CheckpointOptions { Ignore = ["loss"] }), "2 tensor(s) unexpected", "names what is not there: 'loss'");
    }

    [Fact]
    public void A_tensor_that_cannot_be_read_is_unexpected_too_and_a_text_is_not()
    {
        TestCheckpoint file = new();
        OrderedDictionary<string, string> others = new() { ["epoch"] = "it is a number", ["net.stage0._extra_state"] = "it is None" };
        Assert.Equal(1, Load(file.With(null, StateDictRank.Weights, others, file.Network("net.")).Open()));

        TestCheckpoint quantised = new();
        others.Add("net.stage9.weight", "it is an Int8Tensor");
        Refused(
            quantised.With(null, StateDictRank.Weights, others, quantised.Network("net.")).Open(), "unexpected",
            "net.stage9.weight: it is an Int8Tensor");
    }

    [Theory]
    [InlineData("backbone.")]
    [InlineData("module.backbone.")]
    [InlineData("model.encoder.")]
    public void Around_a_backbone_everything_is_left_out(string prefix)
    {
        TestCheckpoint file = new();
        file.With([.. file.Network(prefix), file.Tensor("decode_head.weight", [3]), file.Tensor("module.neck.weight", [3])]);

        Assert.Equal(1, Load(file.Open(), s_backbone));
    }

    [Theory]
    [InlineData("backbone.", "backbone.stage3.weight")]
    [InlineData("net.", "decode_head.weight")]
    [InlineData("mybackbone.", "decode_head.weight")]
    public void Within_a_backbone_nothing_is(string prefix, string name)
    {
        TestCheckpoint file = new();

        Refused(file.With([.. file.Network(prefix), file.Tensor(name, [3])]).Open(), s_backbone, "1 tensor(s) unexpected", name);
    }

    [Fact]
    public void A_backbone_has_no_use_for_a_classifiers_head()
    {
        TestCheckpoint file = new();

        Assert.Equal(1, Load(file.With([.. file.Network("model."), file.Tensor("model.stage2.weight", [3])]).Open(), s_backbone));
    }
}
