using CsCheck;
using Emo.Runtime.Tests.Checkpoints.Support;

namespace Emo.Runtime.Tests.Checkpoints;

/// <summary>PyTorch files that attack the reader.</summary>
public sealed class HostileTorchTests
{
    private static readonly byte[] s_two = TorchFile.Floats(1, 2);

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("torch.nn.modules.linear", "Linear")]
    [InlineData("collections", "OrderedDict.__reduce__")]
    [InlineData("__builtin__", "getattr")]
    public void Other_names_are_refused(string module, string name) =>
        AssertRefused(TorchFile.One(p => p.Global(module, name).Opcode(')').Opcode('R'), s_two), $"{module}.{name}");

    [Theory]
    [InlineData('i')]
    [InlineData('o')]
    [InlineData('P')]
    [InlineData('S')]
    [InlineData('d')]
    [InlineData('2')]
    [InlineData('\x82')]
    [InlineData('\x93')]
    public void Opcodes_that_a_state_dict_does_not_need_are_refused(char opcode) =>
        AssertRefused(TorchFile.One(p => p.Raw((byte)opcode), s_two), $"0x{(int)opcode:X2}");

    [Fact]
    public void Calling_something_that_is_no_function_is_refused() =>
        AssertRefused(TorchFile.One(p => p.Text("x").Opcode(')').Opcode('R'), s_two), "calls something");

    [Fact]
    public void Calling_a_function_with_wrong_arguments_is_refused()
    {
        AssertRefused(TorchFile.One(p => p.Global("torch._utils", "_rebuild_tensor_v2").Tuple(1, 2).Opcode('R'), s_two), "tensor whose description");
        AssertRefused(TorchFile.One(p => p.Global("torch._utils", "_rebuild_parameter").Tuple(1).Opcode('R'), s_two), "_rebuild_parameter");
        AssertRefused(TorchFile.One(p => p.Global("torch", "FloatStorage").Opcode(')').Opcode('R'), s_two), "FloatStorage");
        AssertRefused(TorchFile.One(p => p.Global("collections", "OrderedDict").Tuple(1).Opcode('R'), s_two), "list of pairs");
    }

    [Fact]
    public void Items_are_assigned_on_dicts_only()
    {
        AssertRefused(TorchFile.One(p => p.Opcode(']').Text("a").Text("b").Opcode('s'), s_two), "not a dict");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2]).Text("a").Text("b").Opcode('s'), s_two), "not a dict");
        AssertRefused(TorchFile.One(p => p.Opcode('}').Opcode('(').Text("a").Opcode('u'), s_two), "key without a value");
        AssertRefused(TorchFile.One(p => p.Opcode('}').Text("a").Opcode('a'), s_two), "not a list");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2]).Opcode('}').Opcode('b'), s_two), "sets the state");
    }

    [Fact]
    public void A_storage_whose_size_is_not_its_entrys_is_refused()
    {
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], storageLength: 3), s_two), "should have 3");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], storageLength: long.MaxValue), s_two), "should have");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2]), new byte[9]), "9 bytes");
        AssertRefused(TorchFile.One(p => p.Tensor("7", [2]), s_two), "no storage '7'");
        AssertRefused(TorchFile.One(p => p.Tensor("../data.pkl", [2]), s_two), "no storage");
    }

    [Fact]
    public void A_tensor_that_leaves_its_storage_is_refused()
    {
        AssertRefused(TorchFile.One(p => p.Tensor("0", [3], storageLength: 2), s_two), "leaves its storage");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], offset: 1), s_two), "leaves its storage");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], strides: [2]), s_two), "leaves its storage");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], strides: [long.MaxValue]), s_two), "leaves its storage");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [1, 1], offset: 5, storageLength: 2), s_two), "leaves its storage");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [long.MaxValue], strides: [0], storageLength: 2), s_two), "leaves its storage");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], strides: [-1], offset: 1), s_two), "not possible");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [-2], strides: [1], storageLength: 2), s_two), "not possible");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], offset: -1), s_two), "not possible");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], strides: []), s_two), "strides");
    }

    [Fact]
    public void A_persistent_id_that_is_no_storage_is_refused()
    {
        AssertRefused(TorchFile.One(p => p.Text("x").Opcode('Q'), s_two), "persistent id");
        AssertRefused(TorchFile.One(p => p.Tensor("0", [2], type: "Size"), s_two), "persistent id");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Other_protocols_are_refused(byte protocol) =>
        AssertRefused(TorchFile.Build([0x80, protocol, (byte)'}', (byte)'.'], s_two), $"protocol {protocol}");

    [Fact]
    public void A_broken_stack_or_memo_is_refused()
    {
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'.'], s_two), "0 values");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'}', (byte)'}', (byte)'.'], s_two), "2 values");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'s', (byte)'.'], s_two), "empty stack");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'(', (byte)'0', (byte)'.'], s_two), "0x30");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'h', 5, (byte)'.'], s_two), "memo 5");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'t', (byte)'.'], s_two), "mark");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'}'], s_two), "ends too early");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'X', 0xFF, 0xFF, 0xFF, 0x7F, (byte)'.'], s_two), "ends too early");
        AssertRefused(TorchFile.Build([0x80, 2, (byte)'X', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'.'], s_two), "negative length");
        AssertRefused(TorchFile.Build([], s_two), "ends too early");
    }

    [Fact]
    public void Control_characters_in_a_key_are_refused() =>
        AssertRefused(TorchFile.Build(PickleBuilder.Of(p => p.EmptyDict().Item("w\0", q => q.Tensor("0", [2]))), s_two), "U+0000");

    [Fact]
    public void A_file_without_tensors_is_refused()
    {
        AssertRefused(TorchFile.Build(PickleBuilder.Of(p => p.EmptyDict()), s_two), "state dict");
        AssertRefused(TorchFile.Build(PickleBuilder.Of(p => p.Text("x")), s_two), "no state dict");
    }

    [Fact]
    public void Big_endian_files_are_refused() =>
        AssertRefused(TorchFile.Build(PickleBuilder.Of(p => p.EmptyDict().Item("w", q => q.Tensor("0", [2]))), s_two, byteOrder: "big"), "big-endian");

    [Fact]
    public void Compressed_entries_are_refused()
    {
        AssertRefused(Zip(entry => entry with { Method = 8, Size = uint.MaxValue - 1 }), "compressed");
        AssertRefused(Zip(entry => entry with { LocalMethod = 8 }), "compressed");
        AssertRefused(Zip(entry => entry with { Flags = 1 }), "encrypted");
    }

    [Fact]
    public void Sizes_and_names_that_disagree_are_refused()
    {
        AssertRefused(Zip(entry => entry with { Size = entry.Size + 1 }), "for a size of");
        AssertRefused(Zip(entry => entry with { LocalSize = 1 }), "another size");
        AssertRefused(Zip(entry => entry with { LocalName = "net/data.pk_" }), "another name");
        AssertRefused(Zip(entry => entry with { Size = 1_000_000, CompressedSize = 1_000_000, LocalSize = 1_000_000 }), "runs into");
        AssertRefused(Zip(entry => entry with { HeaderOffset = 4_000_000 }), "past the end");
        AssertRefused(Zip(entry => entry with { HeaderOffset = 1 }), "no header");
        AssertRefused(Zip(entry => entry with { Size = uint.MaxValue, CompressedSize = uint.MaxValue }), "zip64");
    }

    [Theory]
    [InlineData("/net/data/0")]
    [InlineData("net/../../etc/passwd")]
    [InlineData("C:\\net")]
    [InlineData("net\\data")]
    [InlineData("")]
    public void Paths_that_leave_the_archive_are_refused(string name) =>
        AssertRefused(new ZipBuilder().Add("net/data.pkl", Pickle()).Add(name, s_two).Build(), "path");

    [Fact]
    public void Entries_that_appear_twice_or_overlap_are_refused()
    {
        AssertRefused(new ZipBuilder().Add("net/data.pkl", Pickle()).Add("net/data/0", s_two).Add("net/data/0", s_two).Build(), "two entries");
        AssertRefused(new ZipBuilder().Add("net/data.pkl", Pickle()).Add("net/data/0", s_two).Add("other/data.pkl", Pickle()).Build(), "more than one data.pkl");
    }

    [Fact]
    public void An_archive_without_a_pickle_or_with_a_broken_end_is_refused()
    {
        AssertRefused(new ZipBuilder().Add("net/other", s_two).Build(), "no data.pkl");
        AssertRefused(new ZipBuilder().Add("net/data.pkl", Pickle()).Build(claimedEntries: 9), "entries");
        byte[] whole = TorchFile.Build(Pickle(), s_two);
        AssertRefused(whole[..^1], "cut off");
        AssertRefused(whole[..40], "cut off");
    }

    [Fact]
    public void Damaged_bytes_give_a_checkpoint_or_a_checkpoint_exception()
    {
        byte[] original = TorchFile.Build(Pickle(), s_two);
        Gen.Select(Gen.Int[4, original.Length - 1].Array[1, 4], Gen.Byte.Array[4], Gen.Int[0, original.Length]).Sample(
            (positions, values, length) =>
            {
                byte[] file = length % 3 == 0 ? original[..length] : (byte[])original.Clone();
                for (int i = 0; i < positions.Length; i++)
                {
                    if (positions[i] < file.Length)
                        file[positions[i]] = values[i];
                }

                ReadAll(file);
            },
            iter: 20_000,
            threads: 1);
    }

    [Fact]
    public void Random_pickles_give_a_checkpoint_or_a_checkpoint_exception() =>
        Gen.Byte.Array[0, 60].Sample(bytes => ReadAll(TorchFile.Build([0x80, 2, .. bytes], s_two)), iter: 20_000, threads: 1);

    private static void ReadAll(byte[] file)
    {
        try
        {
            using var checkpoint = Checkpoint.Open(file, "fuzz");
            foreach (var tensor in checkpoint.Tensors.Values.Where(tensor => tensor.IsFloatingPoint))
                tensor.CopyTo(new float[tensor.Length]);
        }
        catch (CheckpointException)
        {
        }
    }

    private static byte[] Pickle() => PickleBuilder.Of(p => p.EmptyDict().Item("w", q => q.Tensor("0", [2])));

    private static byte[] Zip(Func<ZipBuilder.Entry, ZipBuilder.Entry> change) =>
        new ZipBuilder().Add("net/data.pkl", Pickle(), change).Add("net/data/0", s_two).Build();

    private static void AssertRefused(byte[] file, string expected)
    {
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(file, "evil.pth"));
        Assert.Contains("evil.pth", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
