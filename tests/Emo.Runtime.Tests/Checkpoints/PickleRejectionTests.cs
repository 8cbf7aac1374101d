namespace Emo.Tests.Checkpoints;

public class PickleRejectionTests
{
    private static PickleWriter Start => new PickleWriter().Protocol();

    private static void Rejects(PickleWriter pickle, params ReadOnlySpan<string> fragments) =>
        Rejected.Because(TorchFile.OfPickle(pickle.ToArray()), ["data.pkl, byte", .. fragments]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(255)]
    public void Other_protocols_are_rejected(byte protocol) =>
        Rejects(new PickleWriter().Protocol(protocol).EmptyDict().Stop(), $"protocol {protocol}", "2 to 5 are read");

    [Fact]
    public void A_pickle_without_protocol_is_rejected() =>
        Rejects(new PickleWriter().EmptyDict().Stop(), "does not begin with a protocol");

    [Fact]
    public void Names_that_are_endless_or_hold_control_characters_are_rejected()
    {
        Rejects(Start.Global(new string('a', 1100), "b").Stop(), "too long");
        Rejects(Start.Global("o\0s", "system").Stop(), "control characters", @"'o\u0000s.system'");
        Rejects(Start.Op('c').Raw("collections"u8), "not ended");
        Rejects(Start.Op('c').Raw(0xff, (byte)'\n', (byte)'a', (byte)'\n').Stop(), "not UTF-8");
    }

    [Fact]
    public void Names_without_end_are_rejected()
    {
        var pickle = Start.EmptyList().Mark();
        for (int i = 0; i <= 10_000; i++)
            pickle.Global("module", $"name{i}");

        Rejects(pickle.Appends().Stop(), "names more than 10000");
    }

    // A persistent id as text, extensions of the registry, buffers outside of the pickle, and what is no opcode.
    [Theory]
    [InlineData("P1\n")]
    [InlineData("\u0080\u0002")]
    [InlineData("\u0082\u0001")]
    [InlineData("\u0083\u0001\0")]
    [InlineData("\u0084\u0001\0\0\0")]
    [InlineData("\u0097")]
    [InlineData("\u0098")]
    [InlineData("\u00ff")]
    public void Opcodes_that_no_file_of_PyTorch_has_are_rejected(string bytes) =>
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
            "an item of the function or class 'collections.OrderedDict' is assigned");
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
    public void Calling_what_cannot_be_called_is_rejected()
    {
        Rejects(Start.Text("os.system").EmptyTuple().Reduce().Stop(), "a text is called");
        Rejects(Start.EmptyDict().EmptyTuple().NewObject().Stop(), "a dict is called");
        Rejects(Start.Global("collections", "OrderedDict").EmptyList().Reduce().Stop(), "is called with a list");
        Rejects(Start.Global("a", "B").EmptyTuple().EmptyTuple().Raw(0x92).Stop(), "no tuple and dict");
        Rejects(Start.Mark().Raw((byte)'o').Stop(), "a value is missing");
        Rejects(Start.None().Text("name").Raw(0x93).Stop(), "named by something that is no text");
    }

    [Fact]
    public void Setting_the_state_of_what_has_none_is_rejected()
    {
        Rejects(Start.EmptyDict().EmptyDict().Build().Stop(), "a dict is set as the state of a dict");
        Rejects(Start.Global("collections", "OrderedDict").EmptyDict().Build().Stop(), "the state of the function or class");
        Rejects(Start.EmptyList().EmptyDict().Build().Stop(), "the state of a list");
        Rejects(
            Start.Global("a", "B").EmptyTuple().NewObject().EmptyDict().Build().EmptyDict().Build().Stop(),
            "the state of an object of 'a.B'");
    }

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
        Rejects(Start.Raw("gx\n"u8).Stop(), "is no number");
    }

    [Fact]
    public void A_pickle_that_ends_early_or_late_is_rejected()
    {
        Rejects(Start.EmptyDict(), "ends in the middle");
        Rejects(Start.Op('X').UInt32(uint.MaxValue).Stop(), "ends in the middle");
        Rejects(Start.Op('X').UInt32(5).Raw("abc"u8), "ends in the middle");
        Rejects(Start.EmptyDict().Stop().None(), "something follows");
        Rejects(Start.Raw(0x8e).Raw(BitConverter.GetBytes(long.MaxValue)).Stop(), "ends in the middle");
        Rejects(Start.Raw(0x8e).Raw(BitConverter.GetBytes(ulong.MaxValue)).Stop(), "ends in the middle");
        Rejects(Start.Op('T').UInt32(uint.MaxValue).Stop(), "ends in the middle");
    }

    [Fact]
    public void Persistent_ids_of_another_form_are_rejected()
    {
        Rejects(Start.Text("storage").PersistentId().Stop(), "persistent id");
        Rejects(Start.EmptyTuple().PersistentId().Stop(), "persistent id");
        Rejects(
            Start.Mark().Text("module").Global("torch", "FloatStorage").Text("0").Text("cpu").Integer(1).Tuple().PersistentId().Stop(),
            "persistent id");
        Rejected.Because(
            TorchFile.OfPickle(Start.Mark().Text("storage").Global("torch", "FloatStorage")
                .Text(new string('0', 257)).Text("cpu").Integer(1).Tuple().PersistentId().Stop().ToArray()),
            "the key of its storage is a text and not a text of at most 256 characters");
        Rejected.Because(
            TorchFile.OfPickle(Start.Mark().Text("storage").Global("torch", "FloatStorage")
                .Text("0").Text("cpu").Integer(1).None().Tuple().PersistentId().Stop().ToArray()),
            "named as in files before PyTorch 1.6");
    }

    [Fact]
    public void The_stack_is_bounded()
    {
        Rejects(Start.Raw(Enumerable.Repeat((byte)'N', 1_000_001).ToArray()), "values are on the stack");
        Rejects(Start.Raw(Enumerable.Repeat((byte)'(', 1_000_001).ToArray()), "marks are on the stack");
    }

    [Fact]
    public void Memo_indices_that_leave_holes_are_bounded()
    {
        var pickle = Start.None();
        for (uint i = 1; i <= 100_001; i++)
            pickle.Op('r').UInt32(i * 4001);

        Rejects(pickle, "do not follow each other");
    }

    // Each makes objects that are many times larger than the bytes which ask for them.
    [Theory]
    [InlineData("}")]
    [InlineData("]")]
    [InlineData("\u008f")]
    [InlineData("N\u0085")]
    [InlineData("N)o")]
    public void What_objects_need_in_memory_is_bounded(string bytes)
    {
        byte[] unit = System.Text.Encoding.Latin1.GetBytes(bytes == "N)o" ? "(ca\nb\no" : bytes);
        var pickle = Start.EmptyList();
        for (int batch = 0; batch < 40; batch++)
            pickle.Mark().Raw(Enumerable.Repeat(unit, 25_000).SelectMany(u => u).ToArray()).Appends();

        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[] file = TorchFile.OfPickle(pickle.Stop().ToArray());
        long written = GC.GetAllocatedBytesForCurrentThread() - before;
        Rejected.Because(file, "the objects of its pickle need more than");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before - written, 0, (64L << 20) + (8L * file.Length));
    }

    [Fact]
    public void Copies_of_a_dict_are_counted()
    {
        var pickle = Start.EmptyDict().Put(0).Mark();
        for (int i = 0; i < 10_000; i++)
            pickle.Integer(i).None();
        pickle.SetItems().Raw((byte)'0').EmptyList().Mark();
        for (int i = 0; i < 10_000; i++)
            pickle.Global("collections", "OrderedDict").Get(0).Raw(0x85).Reduce();

        Rejected.Because(TorchFile.OfPickle(pickle.Appends().Stop().ToArray()), "the objects of its pickle need more than");
    }

    [Fact]
    public void A_memo_index_of_four_billion_allocates_nothing_for_the_indices_below()
    {
        byte[] file = TorchFile.OfPickle(Start.EmptyList().Op('r').UInt32(uint.MaxValue).Stop().ToArray());

        long before = GC.GetAllocatedBytesForCurrentThread();
        Rejected.Because(file, "no tensors but a list");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Nesting_of_any_depth_needs_no_stack_of_the_process()
    {
        var pickle = Start.None();
        for (int i = 0; i < 400_000; i++)
            pickle.Raw(0x85);

        Rejected.Because(TorchFile.OfPickle(pickle.Stop().ToArray()), "no tensors but a tuple");
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
    public void A_huge_dict_named_many_times_ends()
    {
        var pickle = Start.EmptyDict().Text("k").Put(0).EmptyDict().Put(1);
        for (int i = 0; i < 100_000; i++)
            pickle.Get(0).None().SetItem();
        pickle.SetItem();
        for (int i = 0; i < 100_000; i++)
            pickle.Integer(i).Get(1).SetItem();

        Rejected.Because(TorchFile.OfPickle(pickle.Stop().ToArray()), "occurs twice");
    }
}
