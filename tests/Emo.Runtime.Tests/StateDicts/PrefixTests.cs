using static Emo.Tests.StateDicts.TestCheckpoint;

namespace Emo.Tests.StateDicts;

/// <summary>What stands before a model's names in a file is found; where two networks fit, nobody guesses.</summary>
public class PrefixTests
{
    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    [InlineData("model.")]
    [InlineData("net.")]
    [InlineData("emo.")]
    [InlineData("backbone.")]
    [InlineData("ema.module.")]
    [InlineData("_orig_mod.")]
    [InlineData("module._orig_mod.")]
    [InlineData("a.module.b.encoder.any name at all.")]
    public void Any_prefix_is_found(string prefix)
    {
        TestCheckpoint file = new();

        Assert.Equal(1, Load(file.With(file.Network(prefix)).Open()));
    }

    [Theory]
    [InlineData("stage1._orig_mod.")]
    [InlineData("stage1._fsdp_wrapped_module.")]
    [InlineData("stage1._checkpoint_wrapped_module.")]
    [InlineData("_fsdp_wrapped_module.stage1._fsdp_wrapped_module._checkpoint_wrapped_module.")]
    public void Wrappers_in_the_middle_of_names_are_skipped(string stage)
    {
        TestCheckpoint file = new();

        Assert.Equal(1, Load(file.With(file.Network("module.", rename: Wrap)).Open()));

        string Wrap(string name) => name.Replace("stage1.", stage, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_that_are_one_without_wrappers_are_an_error()
    {
        TestCheckpoint file = new();
        file.With([.. file.Network(), file.Tensor("_orig_mod.head.bias", [7], mark: 2)]);

        Refused(file.Open(), "'head.bias' and '_orig_mod.head.bias'", "CheckpointOptions.Ignore");
        Assert.Equal(1, Load(file.Open(new CheckpointOptions { Ignore = ["_orig_mod."] })));
    }

    /// <summary>But for names that end like others: norm.norm.weight in mystage1.norm.norm.weight.</summary>
    [Fact]
    public void A_text_that_is_no_part_of_the_name_is_no_prefix()
    {
        TestCheckpoint file = new();

        Refused(
            file.With(file.Network("my")).Open(), "does not fit tiny. It has only 2 of the model's 12 tensors: its first names are",
            "'mystage0.conv.weight'", "'stage0.conv.weight'");
    }

    [Theory]
    [InlineData("online.", "target.")]
    [InlineData("", "ema.module.")]
    [InlineData("teacher.backbone.", "student.backbone.")]
    public void Two_networks_are_an_error_that_lists_both(string one, string other)
    {
        TestCheckpoint file = new();
        file.With([.. file.Network(one, mark: 2), .. file.Network(other, mark: 3)]);

        Refused(file.Open(), $"'{one}', '{other}'", "CheckpointOptions.Prefix");
        Assert.Equal(3, Load(file.Open(new CheckpointOptions { Prefix = other })));
        Assert.Equal(3, Load(file.Open(new CheckpointOptions { Prefix = other.TrimEnd('.') })));
    }

    [Fact]
    public void What_is_ignored_is_no_second_network()
    {
        TestCheckpoint file = new();
        file.With([.. file.Network("online.", mark: 2), .. file.Network("target.", mark: 3)]);

        Assert.Equal(2, Load(file.Open(new CheckpointOptions { Ignore = ["target."] })));
    }

    [Fact]
    public void A_network_under_two_names_is_one()
    {
        TestCheckpoint file = new();
        var network = file.Network("model.", mark: 2);
        file.With([.. network, .. network.Select(tensor => file.Alias(tensor, "trainer." + tensor.Name))]);

        Assert.Equal(2, Load(file.Open()));
    }

    [Fact]
    public void A_prefix_of_the_options_may_have_wrappers()
    {
        TestCheckpoint file = new();
        file.With([.. file.Network("online._orig_mod.", mark: 2), .. file.Network("target._orig_mod.", mark: 3)]);

        Assert.Equal(3, Load(file.Open(new CheckpointOptions { Prefix = "target._orig_mod." })));
    }

    [Fact]
    public void A_prefix_under_which_nothing_is_names_the_one_that_fits()
    {
        TestCheckpoint file = new();

        Refused(
            file.With(file.Network("model.")).Open(new CheckpointOptions { Prefix = "net." }),
            "does not fit tiny. The model is not under the prefix 'net.' that CheckpointOptions names; it is under 'model.'.");
    }

    [Fact]
    public void More_prefixes_than_any_real_file_has_are_an_error()
    {
        TestCheckpoint file = new();
        var filler = Enumerable.Range(0, 5000).Select(i => file.Tensor($"{i}.head.bias", [0]));
        file.With([.. file.Network("online."), .. filler, .. file.Network("target.")]);

        Refused(file.Open(), "More prefixes", "CheckpointOptions.Prefix");
    }

    /// <summary>It takes minutes if every name is compared with every other, or at all its length.</summary>
    [Fact]
    public void Many_long_names_are_read_once()
    {
        TestCheckpoint file = new();
        string dots = new('.', 200);
        var filler = Enumerable.Range(0, 50_000).Select(i => file.Tensor($"{i}{dots}{dots}.x.head.bias", [0]));
        file.With([.. file.Network("net."), .. filler]);

        Assert.Equal(1, Load(file.Open(new CheckpointOptions { Prefix = "net." })));
        Refused(file.Open(), "More prefixes");
    }
}
