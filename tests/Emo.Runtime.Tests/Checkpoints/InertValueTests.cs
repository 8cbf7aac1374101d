using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>What a file describes beside weights is remembered by name, and nothing of it is done.</summary>
public class InertValueTests
{
    private static readonly TestTensor s_weight = TestTensor.Float32("w", [2], 1, 2);

    /// <summary>A training checkpoint with <paramref name="payload"/> under the key "payload".</summary>
    private static byte[] Beside(Action<TorchFile> payload)
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("model");
        file.Dict(s_weight);
        file.Pickle.Text("payload");
        payload(file);
        file.Pickle.SetItems().Stop();
        return file.Save();
    }

    /// <summary>A state dict, the second item of which is made by <paramref name="value"/>.</summary>
    private static byte[] AsWeight(Action<TorchFile> value)
    {
        TorchFile file = new();
        file.Pickle.Protocol().OrderedDict().Mark().Text("w");
        file.Tensor(s_weight);
        file.Pickle.Text("v");
        value(file);
        file.Pickle.SetItems().Stop();
        return file.Save();
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "exec")]
    [InlineData("torch.storage", "_load_from_bytes")]
    public void A_call_of_anything_beside_the_weights_is_not_made_and_is_listed(string module, string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");

        // Python would write this file.
        using var checkpoint = Open(Beside(file => file.Pickle.Global(module, name)
            .Text(name == "system" ? $"echo executed > {path}" : $"open('{path}', 'w').write('executed')").Raw(0x85).Reduce()));

        Assert.False(File.Exists(path));
        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
        Assert.Equal([$"{module}.{name}"], checkpoint.NamedObjects);
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("numpy.core.multiarray", "_reconstruct")]
    [InlineData("torch", "Size")]
    public void A_call_of_anything_in_the_place_of_a_weight_is_unreadable_by_name(string module, string name)
    {
        using var checkpoint = Open(AsWeight(file => file.Pickle.Global(module, name).Text("x").Raw(0x85).Reduce()));

        Assert.Equal(["w"], checkpoint.Tensors.Keys);
        Assert.Contains($"an object of '{module}.{name}'", checkpoint.Unreadable["v"], StringComparison.Ordinal);
    }

    [Fact]
    public void Hooks_lazy_views_expanded_tensors_and_other_types_are_unreadable()
    {
        var cases = new (TestTensor Tensor, string Reason)[]
        {
            (s_weight with { Hooks = 1 }, "has hooks"),
            (s_weight with { Metadata = "neg" }, "negated view"),
            (s_weight with { Shape = [1L << 40], Strides = [0] }, "claims 1099511627776 elements of a storage that has 2"),
            (s_weight with { StorageClass = "ComplexFloatStorage", ElementSize = 8, Shape = [1] }, "'torch.ComplexFloatStorage'"),
            (s_weight with { StorageClass = "QInt8Storage", ElementSize = 1, Shape = [8] }, "'torch.QInt8Storage'"),
        };
        foreach (var (tensor, reason) in cases)
        {
            using var checkpoint = Open(AsWeight(file => file.Tensor(tensor)));
            Assert.Contains(reason, checkpoint.Unreadable["v"], StringComparison.Ordinal);
        }
    }

    private static PickleWriter FromType(TorchFile file, string type, Action rebuilt, Action<PickleWriter> state)
    {
        string module = type[..type.LastIndexOf('.')];
        var pickle = file.Pickle.Global("torch._tensor", "_rebuild_from_type_v2").Mark();
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Global(module, type[(module.Length + 1)..]);
        rebuilt();
        state(pickle);
        return pickle.Tuple().Reduce();
    }

    private static void Arguments(TorchFile file) =>
        file.Pickle.Mark().Mark().Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Integer(2).Tuple().PersistentId()
            .Integer(0).Integers(2).Integers(1).False().OrderedDict().Tuple();

    [Fact]
    public void A_tensor_with_attributes_is_the_tensor()
    {
        using var checkpoint = Open(AsWeight(file => FromType(
            file, "torch.nn.parameter.Parameter", () => Arguments(file),
            pickle => pickle.EmptyDict().Text("lr_scale").Float(0.5).SetItem().None().Raw(0x86))));

        Assert.Equal([1f, 2f], checkpoint.Floats("v"));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("__class__")]
    [InlineData("real")]
    public void An_attribute_that_changes_the_tensor_makes_it_unreadable(string attribute)
    {
        using var checkpoint = Open(AsWeight(file => FromType(
            file, "torch.Tensor", () => Arguments(file), pickle => pickle.EmptyDict().Text(attribute).None().SetItem())));

        Assert.Contains($"attribute '{attribute}' would change it", checkpoint.Unreadable["v"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_subclass_is_unreadable_by_name()
    {
        using var checkpoint = Open(AsWeight(file => FromType(
            file, "my.library.Int4Tensor", () => Arguments(file), pickle => pickle.None())));

        Assert.Contains("'my.library.Int4Tensor', a tensor subclass", checkpoint.Unreadable["v"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uint16", 2, 4, TensorDataType.UInt16)]
    [InlineData("uint32", 4, 3, TensorDataType.UInt32)]
    [InlineData("uint64", 8, 1, TensorDataType.UInt64)]
    public void Types_without_a_storage_class_are_read(string dtype, int size, int length, TensorDataType expected)
    {
        using var checkpoint = Open(AsWeight(file =>
        {
            file.Pickle.Global("torch._utils", "_rebuild_tensor_v3").Mark();
            file.Pickle.Mark().Text("storage").Global("torch.storage", "UntypedStorage").Text("7").Text("cpu")
                .Integer(size * length).Tuple().PersistentId();
            file.Pickle.Integer(0).Integers(length).Integers(1).False().OrderedDict().Global("torch", dtype).Tuple().Reduce();
            file.Storage("7", new byte[size * length]);
        }));

        Assert.Equal(expected, checkpoint.Tensors["v"].DataType);
        Assert.Equal(length, checkpoint.Tensors["v"].Length);
    }

    /// <summary>A DTensor of this size, the local tensor of which has two elements; its attributes are in the slots where asked.</summary>
    private static void Distributed(TorchFile file, long size, string placement, bool slots)
    {
        var pickle = file.Pickle.Global("torch._tensor", "_rebuild_from_type_v2").Mark();
        pickle.Global("torch._utils", "_rebuild_wrapper_subclass").Global("torch.distributed.tensor", "DTensor");
        pickle.Mark().None().None().Integers(size).Tuple();
        if (slots)
            pickle.EmptyDict();
        pickle.EmptyDict().Mark().Text("_local_tensor");
        file.Tensor(s_weight);
        pickle.Text("_spec").Global("t", "Spec").EmptyTuple().NewObject().EmptyDict().Text("placements")
            .Global("torch.distributed.tensor.placement_types", placement).EmptyTuple().NewObject().Raw(0x85).SetItem().Build().SetItems();
        if (slots)
            pickle.Raw(0x86);
        pickle.Tuple().Reduce();
    }

    [Theory]
    [InlineData("Shard", false)]
    [InlineData("Replicate", true)]
    public void A_distributed_tensor_of_which_all_is_here_is_its_local_tensor(string placement, bool slots)
    {
        using var checkpoint = Open(AsWeight(file => Distributed(file, size: 2, placement, slots)));

        Assert.Equal([1f, 2f], checkpoint.Floats("v"));
    }

    [Theory]
    [InlineData(4, "Shard", "of which this file holds the part [2]")]
    [InlineData(2, "Partial", "every process holds a summand")]
    public void A_part_of_a_distributed_tensor_is_unreadable(long size, string placement, string reason)
    {
        using var checkpoint = Open(AsWeight(file => Distributed(file, size, placement, slots: true)));

        Assert.Contains(reason, checkpoint.Unreadable["v"], StringComparison.Ordinal);
        Assert.Contains("full_state_dict=True", checkpoint.Unreadable["v"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_dict_of_tensors_and_a_dict_made_of_pairs_are_state_dicts()
    {
        TorchFile file = new();
        file.Pickle.Protocol().Global("collections", "defaultdict").Global("__builtin__", "dict").Raw(0x85).Reduce().Text("w");
        file.Tensor(s_weight);
        file.Pickle.SetItem().Text("inner").Global("collections", "OrderedDict").EmptyList().Text("x");
        file.Tensor(TestTensor.Float32("x", [1], 5));
        file.Pickle.Raw(0x86).Append().Raw(0x85).Reduce().SetItem().Stop();

        using var checkpoint = Open(file.Save());
        using var inner = Open(file.Save(), new CheckpointOptions { StateDict = "inner" });

        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
        Assert.Equal([5f], inner.Floats("x"));
    }

    [Fact]
    public void A_file_without_tensors_says_what_it_holds_instead() =>
        Rejected.Because(
            TorchFile.OfPickle(new PickleWriter().Protocol().Global("evil", "Model").EmptyTuple().NewObject().Stop().ToArray()),
            "holds no tensors but an object of 'evil.Model'",
            "torch.save(model.state_dict()");
}
