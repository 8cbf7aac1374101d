using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>Modules that were saved whole, <c>torch.save(model)</c>.</summary>
public class ModuleTests
{
    private static TestTensor Weight(float value) => TestTensor.Float32("w", [1], value);

    /// <summary>A module with these parameters, buffers and modules; a null parameter is None.</summary>
    private static void Module(
        TorchFile file, string type, (string Name, float? Value)[] parameters, (string Name, float Value)[] buffers,
        Action? modules = null, string[]? notSaved = null, bool hooks = false)
    {
        var pickle = file.Pickle.Global("somebody.nets", type).EmptyTuple().NewObject().EmptyDict().Mark();
        pickle.Text("training").False().Text("_parameters").OrderedDict().Mark();
        foreach (var (name, value) in parameters)
        {
            pickle.Text(name);
            if (value is float number)
                file.Tensor(Weight(number) with { IsParameter = true });
            else
                pickle.None();
        }

        pickle.SetItems().Text("_buffers").OrderedDict().Mark();
        foreach (var (name, value) in buffers)
        {
            pickle.Text(name);
            file.Tensor(Weight(value));
        }

        pickle.SetItems().Text("_non_persistent_buffers_set").Global("__builtin__", "set").EmptyList().Mark();
        foreach (string name in notSaved ?? [])
            pickle.Text(name);
        pickle.Appends().Raw(0x85).Reduce().Text("_state_dict_hooks").OrderedDict();
        if (hooks)
            pickle.Integer(0).None().SetItem();
        pickle.Text("_modules").OrderedDict().Mark();
        modules?.Invoke();
        pickle.SetItems().SetItems().Build();
    }

    private static byte[] Saved(Action<TorchFile> content)
    {
        TorchFile file = new();
        file.Pickle.Protocol();
        content(file);
        file.Pickle.Stop();
        return file.Save();
    }

    [Fact]
    public void Its_tensors_are_those_of_its_state_dict_in_order()
    {
        using var checkpoint = Open(Saved(file => Module(
            file, "Net", [("scale", 1), ("bias", null)], [("mean", 2), ("scratch", 3)],
            () =>
            {
                file.Pickle.Text("conv");
                Module(file, "Conv", [("weight", 4)], []);
                file.Pickle.Text("none").None().Text("act");
                Module(file, "GELU", [], []);
            },
            notSaved: ["scratch"])));

        Assert.Equal(["scale", "mean", "conv.weight"], checkpoint.Tensors.Keys);
        Assert.Equal([1f, 2f, 4f], checkpoint.Tensors.Keys.Select(name => checkpoint.Floats(name)[0]));
        Assert.Empty(checkpoint.Unreadable);
        Assert.Null(checkpoint.StateDict);
        Assert.Equal(["somebody.nets.Conv", "somebody.nets.GELU", "somebody.nets.Net"], checkpoint.NamedObjects);
    }

    [Fact]
    public void One_in_a_training_checkpoint_is_found_by_its_key()
    {
        using var checkpoint = Open(Saved(file =>
        {
            file.Pickle.EmptyDict().Mark().Text("model").None().Text("ema");
            Module(file, "Net", [("w", 5)], []);
            file.Pickle.SetItems();
        }));

        Assert.Equal("ema", checkpoint.StateDict);
        Assert.Equal([5f], checkpoint.Floats("w"));
    }

    [Fact]
    public void One_with_hooks_on_its_state_dict_is_unreadable()
    {
        using var checkpoint = Open(Saved(file => Module(file, "Net", [("w", 5)], [], hooks: true)));

        Assert.Empty(checkpoint.Tensors);
        Assert.Contains("hooks that change the state dict", checkpoint.Unreadable["w"], StringComparison.Ordinal);
    }

    [Fact]
    public void Hooks_of_an_outer_module_reach_the_inner_ones()
    {
        using var checkpoint = Open(Saved(file => Module(
            file, "Net", [], [],
            () =>
            {
                file.Pickle.Text("inner");
                Module(file, "Conv", [("w", 5)], []);
            },
            hooks: true)));

        Assert.Contains("hooks that change the state dict", checkpoint.Unreadable["inner.w"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_no_module_is_unreadable_by_name()
    {
        using var checkpoint = Open(Saved(file => Module(
            file, "Net", [("w", 5)], [], () => file.Pickle.Text("compiled").Global("torch.jit", "Script").EmptyTuple().Reduce())));

        Assert.Contains("'torch.jit.Script'", checkpoint.Unreadable["compiled"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_contains_itself_is_rejected() =>
        Rejected.Because(
            Saved(file =>
            {
                var pickle = file.Pickle.Global("somebody.nets", "Net").EmptyTuple().NewObject().Put(0).EmptyDict().Mark();
                pickle.Text("_parameters").OrderedDict().Text("_buffers").OrderedDict();
                pickle.Text("_modules").OrderedDict().Text("self").Get(0).SetItem().SetItems().Build();
            }),
            "more than 64 deep");

    // Two at each of thirty levels are a billion modules from a few kilobytes.
    [Fact]
    public void One_that_doubles_at_every_level_is_rejected() =>
        Rejected.Because(
            Saved(file =>
            {
                Module(file, "Leaf", [("w", 5)], []);
                file.Pickle.Put(0).Op('0');
                for (int level = 0; level < 30; level++)
                {
                    Module(file, "Node", [], [], () => file.Pickle.Text("a").Get(0).Text("b").Get(0));
                    file.Pickle.Put(0).Op('0');
                }

                file.Pickle.Get(0);
            }),
            "the objects of its pickle need more than");
}
