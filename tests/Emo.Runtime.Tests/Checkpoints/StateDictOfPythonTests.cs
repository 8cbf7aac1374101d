using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>The weights that are read are those that Python would read, or the tensor is unreadable with the reason.</summary>
public class StateDictOfPythonTests
{
    private static readonly TestTensor s_weight = TestTensor.Float32("w", [2], 1, 2);
    private static readonly TestTensor s_other = TestTensor.Float32("w", [2], 8, 9);

    private static TorchFile Start()
    {
        TorchFile file = new();
        file.Pickle.Protocol();
        return file;
    }

    private static void IsUnreadable(TorchFile file, string reason)
    {
        using var checkpoint = Open(file.Save());
        Assert.Empty(checkpoint.Tensors);
        Assert.Contains(reason, checkpoint.Unreadable["w"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_dict_that_is_changed_by_way_of_the_memo_is_read_as_changed()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model").EmptyDict().Put(9).SetItem().Text("later").Get(9).Text("w");
        file.Tensor(s_other);
        file.Pickle.SetItem().SetItem().Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal([8f, 9f], checkpoint.Floats("w"));
    }

    [Fact]
    public void A_key_that_occurs_twice_is_an_error()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("w");
        file.Tensor(s_weight);
        file.Pickle.SetItem().Text("w");
        file.Tensor(s_other);
        file.Pickle.SetItem().Stop();

        Rejected.Because(file.Save(), "'w' occurs twice");
    }

    [Theory]
    [InlineData("items")]
    [InlineData("__class__")]
    [InlineData("copy")]
    public void An_attribute_of_the_state_dict_other_than_its_metadata_makes_it_unreadable(string attribute)
    {
        var file = Start();
        file.Dict(s_weight);
        file.Pickle.EmptyDict().Text(attribute).None().SetItem().Build().Stop();

        IsUnreadable(file, $"has the attribute '{attribute}'");
    }

    [Fact]
    public void A_state_that_is_no_dict_makes_the_state_dict_unreadable()
    {
        var file = Start();
        file.Dict(s_weight);
        file.Pickle.EmptyTuple().Build().Stop();

        IsUnreadable(file, "has a tuple as its state");
    }

    [Fact]
    public void A_dict_of_another_class_is_unreadable()
    {
        var file = Start();
        file.Pickle.Global("evil", "Dict").EmptyTuple().Reduce().Text("w");
        file.Tensor(s_weight);
        file.Pickle.SetItem().Stop();

        IsUnreadable(file, "an object of 'evil.Dict', which is a dict of its own kind");
    }

    // operator.setitem(state_dict, "w", other) replaces a weight, and so does whatever else is given the dict.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_state_dict_that_is_handed_to_a_function_is_unreadable(bool inATuple)
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.Put(9).SetItem().Text("call").Global("operator", "setitem").Mark().Get(9);
        if (inATuple)
            file.Pickle.Raw(0x85).EmptyList().Raw(0x86);
        file.Pickle.Text("w");
        file.Tensor(s_other);
        file.Pickle.Tuple().Reduce().SetItem().Stop();

        IsUnreadable(file, "it is handed to the function or class 'operator.setitem'");
    }

    [Fact]
    public void A_storage_that_is_handed_to_a_function_makes_its_tensors_unreadable()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.SetItem().Text("call").Global("torch.nn.init", "zeros_");
        file.Tensor(s_weight with { StorageKey = "0" });
        file.Pickle.Raw(0x85).Reduce().SetItem().Stop();

        IsUnreadable(file, "'torch.nn.init.zeros_'");
    }

    [Fact]
    public void A_method_of_the_state_dict_that_is_called_makes_it_unreadable()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.Put(9).SetItem().Text("call").Global("__builtin__", "getattr").Get(9).Text("clear").Raw(0x86).Reduce()
            .EmptyTuple().Reduce().SetItem().Stop();

        IsUnreadable(file, "its pickle calls an object of '__builtin__.getattr'");
    }

    // functools.partial(setitem, model)("w", other): the dict is in the state of the partial.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_partial_acts_when_it_is_called(bool called)
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.Put(9).SetItem().Text("call").Global("functools", "partial").Global("operator", "setitem").Raw(0x85).Reduce();
        file.Pickle.Mark().Global("operator", "setitem").Get(9).Raw(0x85).EmptyDict().EmptyDict().Tuple().Build();
        if (called)
            file.Pickle.Text("w").None().Raw(0x86).Reduce();
        file.Pickle.SetItem().Stop();

        if (called)
        {
            IsUnreadable(file, "its pickle calls an object of 'functools.partial'");
            return;
        }

        using var checkpoint = Open(file.Save());
        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
    }

    // getattr(model, "__dict__")["items"] = ...
    [Fact]
    public void An_item_that_is_set_on_an_attribute_makes_its_owner_unreadable()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.Put(9).SetItem().Text("call").Global("builtins", "getattr").Get(9).Text("__dict__").Raw(0x86).Reduce()
            .Text("items").None().SetItem().SetItem().Stop();

        IsUnreadable(file, "its pickle changes an object of 'builtins.getattr'");
    }

    [Fact]
    public void An_attribute_that_is_only_got_changes_nothing()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.Put(9).SetItem().Text("call").Global("__builtin__", "getattr").Get(9).Text("clear").Raw(0x86).Reduce()
            .SetItem().Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
    }

    // Its __setitem__ and extend are then those that the state brings: Namespace(extend=model.update).
    [Fact]
    public void An_object_that_is_changed_after_it_has_its_state_makes_all_unreadable()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.SetItem().Text("trap").Global("argparse", "Namespace").EmptyTuple().NewObject().EmptyDict().Build().None().Append()
            .SetItem().Stop();

        IsUnreadable(file, "its pickle changes an object of 'argparse.Namespace'");
    }

    // OrderedDict.__new__(OrderedDict, items) is empty, whatever the items.
    [Fact]
    public void A_dict_that_is_made_without_a_call_has_no_items()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.SetItem().Text("ema").Global("collections", "OrderedDict");
        file.Dict(s_other);
        file.Pickle.Raw(0x85).NewObject().SetItem().Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal("model", checkpoint.StateDict);
        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
    }

    // 010 is eight in Python, and the second of the values is another one.
    [Fact]
    public void A_number_with_a_zero_before_it_is_none()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Text("w").Global("torch._utils", "_rebuild_tensor_v2").Mark();
        file.Pickle.Mark().Text("storage").Global("torch", "FloatStorage").Text("9").Text("cpu").Integer(12).Tuple().PersistentId();
        file.Pickle.Raw("I010\n"u8).Integers(1).Integers(1).False().OrderedDict().Tuple().Reduce().SetItem().Stop();
        file.Storage("9", new byte[48]);

        Rejected.Because(file.Save(), "tensor 'w'", "not rebuilt from a storage, an offset");
    }

    // The storage itself, or a view of it that cannot be read, reaches the weights as well.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_storage_or_a_view_that_cannot_be_read_is_handed_over_too(bool view)
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.SetItem().Text("call").Global("evil", "fill");
        if (view)
            file.Tensor(s_weight with { StorageKey = "0", Shape = [1000], Strides = [0] });
        else
            file.Pickle.Mark().Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Integer(2).Tuple().PersistentId();
        file.Pickle.Raw(0x85).Reduce().SetItem().Stop();

        IsUnreadable(file, "'evil.fill'");
    }

    [Fact]
    public void An_object_is_handed_over_with_all_that_is_in_it()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("model");
        file.Dict(s_weight);
        file.Pickle.Put(9).SetItem().Text("call").Global("evil", "clear").Global("argparse", "Namespace").EmptyTuple().NewObject()
            .EmptyDict().Text("state").Get(9).SetItem().Build().Raw(0x85).Reduce().SetItem().Stop();

        IsUnreadable(file, "'evil.clear'");
    }

    // What gives values to keys that are missing can be anything that is called.
    [Fact]
    public void A_default_dict_of_a_method_is_a_dict_of_its_own_kind()
    {
        var file = Start();
        file.Pickle.Global("collections", "defaultdict").Global("builtins", "getattr").EmptyDict().Text("clear").Raw(0x86).Reduce()
            .Raw(0x85).Reduce().Text("w");
        file.Tensor(s_weight);
        file.Pickle.SetItem().Stop();

        IsUnreadable(file, "a dict of its own kind");
    }

    [Fact]
    public void A_dict_made_of_one_with_attributes_is_unreadable_as_that_is()
    {
        var file = Start();
        file.Pickle.Global("collections", "OrderedDict");
        file.Dict(s_weight);
        file.Pickle.EmptyDict().Text("keys").None().SetItem().Build().Raw(0x85).Reduce().Stop();

        IsUnreadable(file, "has the attribute 'keys'");
    }

    [Fact]
    public void A_name_with_an_escape_is_the_name()
    {
        var file = Start();
        file.Pickle.EmptyDict().Raw("V\\u0077\n"u8);
        file.Tensor(s_weight);
        file.Pickle.SetItem().Text("w");
        file.Tensor(s_other);
        file.Pickle.SetItem().Stop();

        Rejected.Because(file.Save(), "'w' occurs twice");
    }

    [Fact]
    public void One_dict_under_two_keys_has_both()
    {
        var file = Start();
        file.Pickle.EmptyDict().Text("best");
        file.Dict(s_weight);
        file.Pickle.Put(9).SetItem().Text("ema").Get(9).SetItem().Text("net");
        file.Dict(s_other);
        file.Pickle.SetItem().Stop();

        using var checkpoint = Open(file.Save());
        using var best = Open(file.Save(), new CheckpointOptions { StateDict = "best" });

        Assert.Equal("ema", checkpoint.StateDict);
        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
        Assert.Equal([1f, 2f], best.Floats("w"));
    }

    [Fact]
    public void An_item_of_a_tensor_or_its_state_cannot_be_set()
    {
        var item = Start();
        item.Tensor(s_weight);
        item.Pickle.Integer(0).Integer(5).SetItem().Stop();
        var state = Start();
        state.Tensor(s_weight);
        state.Pickle.EmptyDict().Build().Stop();

        Rejected.Because(item.Save(), "an item of a tensor is assigned");
        Rejected.Because(state.Save(), "set as the state of a tensor");
    }
}
