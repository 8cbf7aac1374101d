namespace Emo.Tests.Checkpoints;

public class PickleRejectionTests
{
    private static PickleWriter Start => new PickleWriter().Protocol();

    private static void Rejects(PickleWriter pickle, params ReadOnlySpan<string> fragments) =>
        Rejected.Because(TorchFile.OfPickle(pickle.ToArray()), ["data.pkl, byte", .. fragments]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Other_protocols_are_rejected(byte protocol) =>
        Rejects(new PickleWriter().Protocol(protocol).EmptyDict().Stop(), $"protocol {protocol}", "only 2");

    [Fact]
    public void A_pickle_without_protocol_is_rejected() =>
        Rejects(new PickleWriter().EmptyDict().Stop(), "does not begin with a protocol");

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "getattr")]
    [InlineData("torch", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("collections", "OrderedDict ")]
    [InlineData("collections OrderedDict", "")]
    [InlineData("argparse", "Namespace")]
    public void Names_off_the_allow_list_are_rejected_with_advice(string module, string name) =>
        Rejects(
            Start.Global(module, name).Text("rm -rf /").Raw(0x85).Reduce().Stop(),
            $"'{module}.{name}'",
            "nothing of it was executed",
            "torch.save(model.state_dict()");

    [Fact]
    public void Names_that_are_endless_or_not_ascii_are_rejected()
    {
        Rejects(Start.Global(new string('a', 300), "b").Stop(), "too long");
        Rejects(Start.Global("os", "systém").Stop(), "not ASCII");
        Rejects(Start.Op('c').Raw("collections"u8), "not ended");
    }

    // Text forms of protocol 0, other extensions of the registry, frames, out-of-band buffers, instances, strings, duplication ...
    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("F1.0\n")]
    [InlineData("I1\n")]
    [InlineData("L1L\n")]
    [InlineData("P1\n")]
    [InlineData("S'a'\n")]
    [InlineData("T\0\0\0\0")]
    [InlineData("U\0")]
    [InlineData("V\n")]
    [InlineData("d")]
    [InlineData("ios\nsystem\n")]
    [InlineData("l")]
    [InlineData("o")]
    [InlineData("p1\n")]
    [InlineData("g1\n")]
    [InlineData("\u0080\u0002")]
    [InlineData("\u0082\u0001")]
    [InlineData("\u008b\0\0\0\0")]
    [InlineData("\u008c\0")]
    [InlineData("\u0093")]
    [InlineData("\u0094")]
    [InlineData("\u0095\0\0\0\0\0\0\0\0")]
    [InlineData("\u0097")]
    [InlineData("\u00ff")]
    public void Opcodes_that_a_state_dict_does_not_need_are_rejected(string bytes) =>
        Rejects(
            Start.EmptyDict().Mark().Text("a").None().Raw(System.Text.Encoding.Latin1.GetBytes(bytes)).Stop(),
            $"opcode 0x{(int)bytes[0]:x2}");

    [Fact]
    public void Item_assignment_on_anything_but_a_dict_is_rejected()
    {
        Rejects(Start.EmptyList().Integer(0).None().SetItem().Stop(), "an item of a list is assigned");
        Rejects(Start.Text("a").Mark().Integer(0).None().SetItems().Stop(), "an item of a text is assigned");
        Rejects(
            Start.Global("collections", "OrderedDict").Text("fromkeys").None().SetItem().Stop(),
            "an item of a function or class is assigned");
        Rejects(Start.EmptyTuple().Mark().SetItems().Stop(), "an item of a tuple is assigned");
    }

    [Fact]
    public void A_key_without_a_value_is_rejected() =>
        Rejects(Start.EmptyDict().Mark().Text("a").SetItems().Stop(), "a key is assigned without a value");

    [Fact]
    public void Appending_to_anything_but_a_list_is_rejected()
    {
        Rejects(Start.EmptyDict().None().Append().Stop(), "appended to a dict");
        Rejects(Start.EmptyTuple().Mark().None().Appends().Stop(), "appended to a tuple");
    }

    [Fact]
    public void Calling_anything_but_a_known_function_is_rejected()
    {
        Rejects(Start.Text("os.system").EmptyTuple().Reduce().Stop(), "a text is called with a tuple");
        Rejects(Start.Global("collections", "OrderedDict").EmptyList().Reduce().Stop(), "is called with a list");
        Rejects(Start.Global("torch", "FloatStorage").EmptyTuple().Reduce().Stop(), "a storage class is called");
        Rejects(Start.Global("collections", "OrderedDict").EmptyList().Raw(0x85).Reduce().Stop(), "OrderedDict is made with arguments");
    }

    [Fact]
    public void Setting_the_state_of_anything_but_an_ordered_dict_is_rejected()
    {
        Rejects(Start.EmptyDict().EmptyDict().Build().Stop(), "a dict is set as the state of a dict");
        Rejects(Start.OrderedDict().EmptyTuple().Build().Stop(), "a tuple is set as the state of a dict");
        Rejects(Start.Global("collections", "OrderedDict").EmptyDict().Build().Stop(), "the state of a function or class");
        Rejects(Start.EmptyList().EmptyDict().Build().Stop(), "the state of a list");
    }

    [Fact]
    public void Making_anything_but_an_ordered_dict_is_rejected()
    {
        Rejects(Start.Global("torch", "FloatStorage").EmptyTuple().NewObject().Stop(), "only an OrderedDict can be made");
        Rejects(Start.Text("a").EmptyTuple().NewObject().Stop(), "only an OrderedDict can be made");
    }

    [Fact]
    public void An_ordered_dict_made_with_newobj_is_an_ordered_dict() =>
        Rejected.Because(
            TorchFile.OfPickle(
                Start.Global("collections", "OrderedDict").EmptyTuple().NewObject().EmptyDict().Build().Stop().ToArray()),
            "holds no tensors");

    [Fact]
    public void Values_missing_on_the_stack_are_rejected()
    {
        Rejects(Start.Stop(), "without exactly one value");
        Rejects(Start.None().None().Stop(), "without exactly one value");
        Rejects(Start.Mark().None().Stop(), "without exactly one value");
        Rejects(Start.Tuple().Stop(), "missing");
        Rejects(Start.Raw(0x87).Stop(), "missing");
        Rejects(Start.None().Mark().Raw(0x85).Stop(), "missing");
        Rejects(Start.EmptyDict().Mark().None().None().SetItem().Stop(), "missing");
        Rejects(Start.EmptyDict().Mark().Put(0).Stop(), "missing");
    }

    [Fact]
    public void Values_that_were_never_memorized_are_rejected()
    {
        Rejects(Start.Get(7).Stop(), "value 7 is recalled");
        Rejects(Start.Op('j').UInt32(uint.MaxValue).Stop(), "value 4294967295 is recalled");
    }

    [Fact]
    public void A_pickle_that_ends_early_or_late_is_rejected()
    {
        Rejects(Start.EmptyDict(), "ends in the middle");
        Rejects(Start.Op('X').UInt32(uint.MaxValue).Stop(), "ends in the middle");
        Rejects(Start.Op('X').UInt32(5).Raw("abc"u8), "ends in the middle");
        Rejects(Start.EmptyDict().Stop().None(), "something follows");
    }

    [Fact]
    public void Texts_that_are_not_utf8_are_rejected() => Rejects(Start.Op('X').UInt32(1).Raw(0xff).Stop(), "not UTF-8");

    [Fact]
    public void Persistent_ids_of_another_form_are_rejected()
    {
        Rejects(Start.Text("storage").PersistentId().Stop(), "persistent id");
        Rejects(Start.EmptyTuple().PersistentId().Stop(), "persistent id");
        Rejects(
            Start.Mark().Text("module").Global("torch", "FloatStorage").Text("0").Text("cpu").Integer(1).Tuple().PersistentId().Stop(),
            "persistent id");
        Rejects(
            Start.Mark().Text("storage").Global("collections", "OrderedDict")
                .Text("0").Text("cpu").Integer(1).Tuple().PersistentId().Stop(),
            "persistent id");
        Rejects(
            Start.Mark().Text("storage").Global("torch", "FloatStorage")
                .Text("0").Text("cpu").Integer(1).None().Tuple().PersistentId().Stop(),
            "persistent id");
    }

    [Fact]
    public void The_stack_is_bounded()
    {
        Rejects(Start.Raw(Enumerable.Repeat((byte)'N', 100_001).ToArray()), "values are on the stack");
        Rejects(Start.Raw(Enumerable.Repeat((byte)'(', 100_001).ToArray()), "marks are on the stack");
    }

    [Fact]
    public void The_memo_is_bounded()
    {
        var pickle = Start.None();
        for (uint i = 0; i <= 1_000_000; i++)
            pickle.Op('r').UInt32(i * 4001);

        Rejects(pickle, "values are memorized");
    }

    [Fact]
    public void A_memo_index_of_four_billion_allocates_nothing_for_the_indices_below()
    {
        byte[] file = TorchFile.OfPickle(Start.EmptyList().Op('r').UInt32(uint.MaxValue).Stop().ToArray());

        long before = GC.GetAllocatedBytesForCurrentThread();
        Rejected.Because(file, "holds a list");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Nesting_of_any_depth_needs_no_stack_of_the_process()
    {
        var pickle = Start.None();
        for (int i = 0; i < 1_000_000; i++)
            pickle.Raw(0x85);

        Rejected.Because(TorchFile.OfPickle(pickle.Stop().ToArray()), "holds a tuple");
    }

    [Fact]
    public void Values_that_contain_themselves_or_double_at_every_step_end()
    {
        var pickle = Start.EmptyDict().Put(0).Text("self").Get(0).SetItem();
        pickle.Text("laughs").EmptyTuple();
        for (int i = 0; i < 100_000; i++)
            pickle.Put(1).Get(1).Raw(0x86);

        Rejected.Because(TorchFile.OfPickle(pickle.SetItem().Stop().ToArray()), "holds no tensors");
    }

    [Fact]
    public void A_huge_dict_named_a_million_times_ends()
    {
        var pickle = Start.EmptyDict().Text("k").Put(0).EmptyDict().Put(1);
        for (int i = 0; i < 500_000; i++)
            pickle.Get(0).None().SetItem();
        pickle.SetItem();
        for (int i = 0; i < 500_000; i++)
            pickle.Get(0).Get(1).SetItem();

        Rejected.Because(TorchFile.OfPickle(pickle.Stop().ToArray()), "holds no tensors");
    }
}
