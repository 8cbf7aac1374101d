namespace Emo.Tests.Checkpoints;

public class TorchTensorRejectionTests
{
    private static readonly TestTensor s_good = TestTensor.Float32("layer.weight", [2, 3], 1, 2, 3, 4, 5, 6);

    private static void Rejects(TestTensor tensor, params ReadOnlySpan<string> fragments) =>
        Rejected.Because(TorchFile.StateDict(tensor), ["tensor 'layer.weight'", .. fragments]);

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(-6)]
    [InlineData(long.MaxValue)]
    [InlineData(0x4000_0000_0000_0006)]
    public void A_storage_whose_length_differs_from_its_record_is_rejected(long claimed) =>
        Rejects(s_good with { ClaimedLength = claimed }, $"claims {claimed} x Float32", "24 bytes");

    [Fact]
    public void A_storage_whose_record_is_not_a_whole_number_of_elements_is_rejected() =>
        Rejects(s_good with { Storage = new byte[27], ClaimedLength = 6 }, "27 bytes");

    [Fact]
    public void A_storage_without_a_record_is_rejected() => Rejects(s_good with { StorageKey = "77" }, "storage '77' is not in the file");

    [Theory]
    [InlineData("../version")]
    [InlineData("0/../0")]
    public void A_storage_key_is_never_a_path(string key) => Rejects(s_good with { StorageKey = key }, "is not in the file");

    [Fact]
    public void A_storage_that_is_declared_twice_in_different_ways_is_rejected()
    {
        byte[] file = TorchFile.StateDict(
            TestTensor.Float32("a", [2], 1, 2),
            TestTensor.Of("b", "DoubleStorage", [1], 1.0) with { StorageKey = "0" });

        Rejected.Because(file, "tensor 'b'", "storage '0' is 1 x Float64 here and 2 x Float32 elsewhere");
    }

    [Theory]
    [InlineData(1, new long[] { 3, 1 }, 6)]
    [InlineData(0, new long[] { 4, 1 }, 6)]
    [InlineData(0, new long[] { 3, 2 }, 7)]
    [InlineData(6, new long[] { 0, 0 }, 6)]
    public void A_tensor_that_leaves_its_storage_is_rejected(long offset, long[] strides, long last) =>
        Rejects(s_good with { Offset = offset, Strides = strides }, $"last element lies at {last}", "6 elements");

    [Theory]
    [InlineData(new long[] { long.MaxValue, 1 })]
    [InlineData(new long[] { long.MaxValue, long.MaxValue })]
    [InlineData(new long[] { 0x4000_0000_0000_0000, 0x4000_0000_0000_0000 })]
    public void Strides_that_overflow_are_rejected(long[] strides) =>
        Rejects(s_good with { Strides = strides }, "last element lies at", "outside its storage");

    [Theory]
    [InlineData(new long[] { -3, 1 })]
    [InlineData(new long[] { 3, -1 })]
    [InlineData(new long[] { long.MinValue, 1 })]
    public void Negative_strides_are_rejected(long[] strides) => Rejects(s_good with { Strides = strides }, "negative stride");

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(1L << 31)]
    [InlineData((1L << 39) - 1)]
    [InlineData(-1L << 31)]
    [InlineData((-1L << 31) - 1)]
    [InlineData(-1L << 47)]
    public void An_offset_outside_the_storage_is_rejected(long offset) =>
        Rejects(s_good with { Offset = offset }, $"offset {offset} lies", "outside its storage");

    [Fact]
    public void An_offset_outside_the_storage_is_rejected_for_an_empty_tensor_too() =>
        Rejects(s_good with { Shape = [0], Strides = [1], Offset = 7 }, "offset 7");

    [Theory]
    [InlineData(new long[] { -2, -3 }, "negative dimension -2")]
    [InlineData(new long[] { 2, long.MinValue }, "negative dimension")]
    [InlineData(new long[] { long.MaxValue, 2 }, "overflows")]
    [InlineData(new long[] { 1L << 32, 1L << 32 }, "overflows")]
    [InlineData(new long[] { 1L << 62, 4, 0 }, "overflows")]
    public void Shapes_that_cannot_be_are_rejected(long[] shape, string reason) =>
        Rejects(s_good with { Shape = shape, Strides = new long[shape.Length] }, reason);

    [Fact]
    public void Shape_and_strides_of_different_ranks_are_rejected() =>
        Rejects(s_good with { Strides = [1] }, "2 dimensions, but 1 strides");

    [Fact]
    public void More_dimensions_than_PyTorch_allows_are_rejected() =>
        Rejects(s_good with { Shape = [.. Enumerable.Repeat(1L, 65)], Strides = new long[65] }, "65 dimensions");

    [Fact]
    public void An_unknown_storage_and_what_is_made_of_an_object_are_unreadable()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Text("w");
        file.Tensor(s_good with { StorageClass = "Float128Storage" });
        file.Pickle.SetItem().Text("v").Global("torch._utils", "_rebuild_parameter").Mark().Global("my", "Lazy").EmptyTuple().Reduce()
            .False().OrderedDict().Tuple().Reduce().SetItem().Stop();

        using var checkpoint = Tensors.Open(file.Save());

        Assert.Contains("its storage is of 'torch.Float128Storage'", checkpoint.Unreadable["w"], StringComparison.Ordinal);
        Assert.Contains("it is made of an object of 'my.Lazy'", checkpoint.Unreadable["v"], StringComparison.Ordinal);
    }

    [Fact]
    public void Rebuilding_from_something_else_is_rejected()
    {
        var pickle = new PickleWriter().Protocol().EmptyDict().Text("w");
        pickle.Global("torch._utils", "_rebuild_tensor_v2")
            .Mark().None().Integer(0).Integers(1).Integers(1).False().OrderedDict().Tuple().Reduce().SetItem().Stop();

        Rejected.Because(TorchFile.OfPickle(pickle.ToArray()), "tensor 'w'", "not rebuilt from a storage");
    }

    [Fact]
    public void A_parameter_around_something_else_is_rejected()
    {
        var pickle = new PickleWriter().Protocol().EmptyDict().Text("w");
        pickle.Global("torch._utils", "_rebuild_parameter").Mark().None().False().OrderedDict().Tuple().Reduce().SetItem().Stop();

        Rejected.Because(TorchFile.OfPickle(pickle.ToArray()), "tensor 'w'", "_rebuild_parameter with other arguments");
    }

    [Fact]
    public void A_shape_that_holds_no_numbers_is_rejected()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict();
        file.Pickle.Text("spare");
        file.Tensor(s_good);
        file.Pickle.SetItem().Text("w").Global("torch._utils", "_rebuild_tensor_v2").Mark();
        file.Pickle.Mark().Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Integer(6).Tuple().PersistentId();
        file.Pickle.Integer(0).Mark().Text("6").Tuple().Integers(1).False().OrderedDict().Tuple().Reduce().SetItem().Stop();

        Rejected.Because(file.Save(), "tensor 'w'", "hold a text");
    }

    [Fact]
    public void Duplicate_names_are_rejected() => Rejected.Because(TorchFile.StateDict(s_good, s_good), "'layer.weight' occurs twice");

    [Fact]
    public void Names_with_control_characters_are_rejected() =>
        Rejected.Because(TorchFile.StateDict(s_good with { Name = "a\0b" }), @"tensor 'a\u0000b'", "control characters");

    [Fact]
    public void Names_that_are_too_long_are_rejected() =>
        Rejected.Because(TorchFile.StateDict(s_good with { Name = new string('n', 1025) }), "1025 characters, at most 1024");

    // It may be a text of its own kind, which Python takes for the name of another tensor.
    [Fact]
    public void A_key_that_is_an_object_makes_the_dict_unreadable()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Text("w");
        file.Tensor(s_good);
        file.Pickle.SetItem().Global("evil", "Text").Text("w").Raw(0x85).NewObject();
        file.Tensor(s_good);
        file.Pickle.SetItem().Stop();

        using var checkpoint = Tensors.Open(file.Save());
        Assert.Empty(checkpoint.Tensors);
        Assert.Contains("a key that is an object of 'evil.Text'", checkpoint.Unreadable["w"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_tensor_outside_the_chosen_state_dict_is_rejected_as_well()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("net");
        file.Dict(s_good);
        file.Pickle.Text("optimizer").EmptyDict().Text("exp_avg");
        file.Tensor(s_good with { Offset = 1 });
        file.Pickle.SetItem().SetItems().Stop();

        Rejected.Because(file.Save(), "tensor 'exp_avg'", "outside its storage");
    }
}
