using Emo.Checkpoints;
using static Emo.Tests.StateDicts.TestCheckpoint;

namespace Emo.Tests.StateDicts;

/// <summary>Of several dicts of tensors the one that fits the model is loaded, an average first.</summary>
public class ChoiceTests
{
    [Fact]
    public void The_dict_that_fits_is_taken_whatever_its_key_and_place()
    {
        TestCheckpoint file = new();
        file.With(null, StateDictRank.Weights, file.Tensor("loss", []), file.Tensor("best_acc", []));
        file.With("model", StateDictRank.Weights, file.Tensor("head.weight", [7, 8]), file.Tensor("head.bias", [7]));
        file.With("run.best.parameters", StateDictRank.Other, file.Network(mark: 5));

        Assert.Equal(5, Load(file.Open()));
    }

    [Theory]
    [InlineData(nameof(StateDictRank.NetAverage))]
    [InlineData(nameof(StateDictRank.ModelAverage))]
    [InlineData(nameof(StateDictRank.TimmAverage))]
    [InlineData(nameof(StateDictRank.StateDictAverage))]
    [InlineData(nameof(StateDictRank.Average))]
    [InlineData(nameof(StateDictRank.LightningAverage))]
    public void An_average_comes_before_the_weights(string rank)
    {
        TestCheckpoint file = new();
        file.With("model", StateDictRank.Weights, file.Network(mark: 2));
        file.With("average", Enum.Parse<StateDictRank>(rank), file.Network(prefix: "module.", mark: 3));
        file.With("more", StateDictRank.Other, file.Network(mark: 4));

        Assert.Equal(3, Load(file.Open()));
    }

    /// <summary>EMOv2's accuracies are those of net, and not of its average net_E.</summary>
    [Fact]
    public void What_the_family_prefers_comes_before_the_averages()
    {
        TestCheckpoint file = new();
        file.With("net_E", StateDictRank.NetAverage, file.Network(mark: 2));
        file.With("state_dict", StateDictRank.Weights, file.Network(mark: 3));
        file.With("net", StateDictRank.Weights, file.Network(mark: 4));
        file.With("more.net", StateDictRank.Weights, file.Network(mark: 5));

        Assert.Equal(4, Load(file.Open(), ModelThatPrefersNet));
        Assert.Equal(2, Load(file.Open()));
        Assert.Equal(2, Load(file.Open(new CheckpointOptions { StateDict = "net_E" }), ModelThatPrefersNet));
        Assert.Equal(4, Load(file.Open(new CheckpointOptions { StateDict = "net" })));
    }

    [Fact]
    public void Without_what_the_family_prefers_an_average_is_taken()
    {
        TestCheckpoint file = new();
        file.With("model", StateDictRank.Weights, file.Network(mark: 2));
        file.With("ema", StateDictRank.Average, file.Network(mark: 3));
        file.With("net", StateDictRank.Weights, file.Network(mark: 4, rename: Without("head.bias")));

        Assert.Equal(3, Load(file.Open(), ModelThatPrefersNet));
    }

    [Fact]
    public void An_average_that_is_not_of_the_model_is_passed_over()
    {
        TestCheckpoint file = new();
        file.With("ema", StateDictRank.Average, file.Tensor("decay", []));
        file.With("model", StateDictRank.Weights, file.Network(mark: 2));

        Assert.Equal(2, Load(file.Open()));
    }

    [Fact]
    public void Of_two_dicts_with_the_names_the_one_with_the_shapes_is_taken()
    {
        TestCheckpoint file = new();
        file.With("teacher", StateDictRank.Other, [.. file.Network(mark: 2, rename: Without("head.bias")), file.Tensor("head.bias", [9])]);
        file.With("student", StateDictRank.Other, file.Network(mark: 3));

        Assert.Equal(3, Load(file.Open()));
    }

    [Theory]
    [InlineData(nameof(StateDictRank.Other))]
    [InlineData(nameof(StateDictRank.Weights))]
    public void Two_dicts_of_equal_rank_that_differ_are_an_error(string rank)
    {
        TestCheckpoint file = new();
        file.With("teacher", Enum.Parse<StateDictRank>(rank), file.Network(mark: 2));
        file.With("student", Enum.Parse<StateDictRank>(rank), file.Network(mark: 3));

        Refused(file.Open(), "'test.pth' cannot be loaded into tiny", "'teacher', 'student'", "CheckpointOptions.StateDict");
        Assert.Equal(2, Load(file.Open(new CheckpointOptions { StateDict = "teacher" })));
        Assert.Equal(3, Load(file.Open(new CheckpointOptions { StateDict = "student" })));
    }

    [Fact]
    public void Two_dicts_of_the_same_tensors_are_one()
    {
        TestCheckpoint file = new();
        var network = file.Network(mark: 2);
        file.With("net", StateDictRank.Weights, network).With("model", StateDictRank.Weights, network);

        Assert.Equal(2, Load(file.Open()));
    }

    [Fact]
    public void Equal_values_in_two_places_are_not_the_same_tensors()
    {
        TestCheckpoint file = new();
        file.With("net", StateDictRank.Weights, file.Network(mark: 2)).With("model", StateDictRank.Weights, file.Network(mark: 2));

        Refused(file.Open(), "'net', 'model'");
    }

    [Fact]
    public void Where_none_fits_the_message_is_about_the_nearest()
    {
        TestCheckpoint file = new();
        file.With("loss", StateDictRank.Weights, file.Tensor("head.bias", [7]));
        file.With("state", StateDictRank.Other, file.Network(prefix: "net.", rename: Without("head.bias")));

        Refused(
            file.Open(), "'test.pth' does not fit tiny. This is about 'state', the nearest of its 2 dicts of tensors.",
            "1 tensor(s) missing", "net.head.bias [7]");
    }

    [Fact]
    public void An_average_that_cannot_be_read_is_not_passed_over()
    {
        TestCheckpoint file = new();
        file.With("model", StateDictRank.Weights, file.Network());
        file.With("ema", StateDictRank.Average, new() { ["head.bias"] = "it is a DTensor" }, file.Network(rename: Without("head.bias")));

        Refused(file.Open(), "The tensor 'head.bias' cannot be read: it is a DTensor.");
    }

    internal static Func<string, string?> Without(string left) => name => name == left ? null : name;
}
