using Emo.Runtime.Tests.Checkpoints.Support;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Checkpoints;

public sealed class TorchTests
{
    [Fact]
    public void A_plain_state_dict_is_read()
    {
        using var checkpoint = Checkpoint.Open(TorchFile.One(p => p.Tensor("0", [2, 3]), TorchFile.Floats(1, 2, 3, 4, 5, 6)), "net.pth");
        Assert.Equal<long>([2, 3], checkpoint.Tensors["w"].Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], Values(checkpoint, "w"));
        Assert.Null(checkpoint.StateDict);
    }

    [Theory]
    [InlineData("cuda:0")]
    [InlineData("meta")]
    public void The_device_of_a_storage_does_not_matter(string location)
    {
        using var checkpoint = Checkpoint.Open(TorchFile.One(p => p.Tensor("0", [2], location: location), TorchFile.Floats(1, 2)), "net.pth");
        Assert.Equal([1, 2], Values(checkpoint, "w"));
    }

    [Theory]
    [InlineData("HalfStorage", new byte[] { 0x00, 0x3E, 0x80, 0xC0 })]
    [InlineData("BFloat16Storage", new byte[] { 0xC0, 0x3F, 0x10, 0xC0 })]
    [InlineData("FloatStorage", new byte[] { 0, 0, 0xC0, 0x3F, 0, 0, 0x10, 0xC0 })]
    [InlineData("DoubleStorage", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0x02, 0xC0 })]
    public void Storages_of_every_float_width_are_read(string type, byte[] storage)
    {
        using var checkpoint = Checkpoint.Open(TorchFile.One(p => p.Tensor("0", [2], type: type), storage), "net.pth");
        Assert.Equal([1.5f, -2.25f], Values(checkpoint, "w"));
    }

    [Fact]
    public void Transposed_and_offset_tensors_are_read_in_row_major_order()
    {
        byte[] storage = TorchFile.Floats(0, 1, 2, 3, 4, 5, 6);
        using var checkpoint = Checkpoint.Open(TorchFile.One(p => p.Tensor("0", [3, 2], strides: [1, 3], offset: 1, storageLength: 7), storage), "net.pth");
        Assert.Equal([1, 4, 2, 5, 3, 6], Values(checkpoint, "w"));
    }

    [Fact]
    public void Two_tensors_may_share_a_storage()
    {
        byte[] pickle = PickleBuilder.Of(p => p.EmptyDict()
            .Item("a", q => q.Tensor("0", [1], storageLength: 2))
            .Item("b", q => q.Tensor("0", [1], offset: 1, storageLength: 2)));
        using var checkpoint = Checkpoint.Open(TorchFile.Build(pickle, TorchFile.Floats(7, 8)), "net.pth");
        Assert.Equal([7], Values(checkpoint, "a"));
        Assert.Equal([8], Values(checkpoint, "b"));
    }

    [Fact]
    public void A_parameter_is_the_tensor_in_it()
    {
        byte[] pickle = PickleBuilder.Of(p => p.EmptyDict().Item("w", q => q
            .Global("torch._utils", "_rebuild_parameter").Tensor("0", [2]).Raw(0x88).Global("collections", "OrderedDict").Opcode(')').Opcode('R').Raw(0x87).Opcode('R')));
        using var checkpoint = Checkpoint.Open(TorchFile.Build(pickle, TorchFile.Floats(7, 8)), "net.pth");
        Assert.Equal([7, 8], Values(checkpoint, "w"));
    }

    [Fact]
    public void Of_a_training_checkpoint_the_averaged_weights_come_first()
    {
        byte[] file = Training("net", "net_E", "optimizer");
        using var checkpoint = Checkpoint.Open(file, "train.pth");
        Assert.Equal("net_E", checkpoint.StateDict);
        Assert.Equal([2], Values(checkpoint, "w"));
        using var chosen = Checkpoint.Open(file, "train.pth", new CheckpointOptions { StateDict = "net" });
        Assert.Equal([1], Values(chosen, "w"));
    }

    [Theory]
    [InlineData("net")]
    [InlineData("state_dict")]
    [InlineData("model")]
    public void Other_usual_names_of_a_state_dict_are_found(string name)
    {
        using var checkpoint = Checkpoint.Open(Training(name), "train.pth");
        Assert.Equal(name, checkpoint.StateDict);
    }

    [Fact]
    public void A_missing_state_dict_is_reported_with_those_that_are_there()
    {
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(Training("ema", "raw"), "train.pth"));
        Assert.Contains("ema, raw", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(Training("ema", "raw"), "train.pth", new CheckpointOptions { StateDict = "net" }));
        Assert.Contains("'net'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shape_of_mmdetection_is_read_with_scalars_beside_the_weights()
    {
        byte[] pickle = PickleBuilder.Of(p => p.EmptyDict()
            .Item("meta", q => q.EmptyDict().Item("epoch", r => r.Number(300)).Item("lr", r => r.Float(1e-3)).Item("note", r => r.Opcode('N')).Item("iters", r => r.Opcode(']').Number(1).Opcode('a')))
            .Item("state_dict", q => q.Global("collections", "OrderedDict").Opcode(')').Opcode('R').Item("w", r => r.Tensor("0", [1])).EmptyDict().Opcode('b')));
        using var checkpoint = Checkpoint.Open(TorchFile.Build(pickle, TorchFile.Floats(5)), "det.pth");
        Assert.Equal("state_dict", checkpoint.StateDict);
        Assert.Equal([5], Values(checkpoint, "w"));
    }

    [Fact]
    public void Numpy_scalars_beside_the_weights_are_passed_over()
    {
        byte[] pickle = PickleBuilder.Of(p => p.EmptyDict()
            .Item("best", q => q.Global("numpy.core.multiarray", "scalar").Global("numpy", "dtype").Text("f8").Number(0).Number(1).Raw(0x87).Opcode('R').Tuple(1, 2).Opcode('b').Text("x").Raw(0x86).Opcode('R'))
            .Item("net", q => q.EmptyDict().Item("w", r => r.Tensor("0", [1]))));
        using var checkpoint = Checkpoint.Open(TorchFile.Build(pickle, TorchFile.Floats(5)), "train.pth");
        Assert.Equal("net", checkpoint.StateDict);
    }

    [Fact]
    public void A_file_that_torch_wrote_is_read()
    {
        using var checkpoint = Checkpoint.Open(TestData.Path("cifar10", "emo-cifar10.pth"));
        Assert.Equal(180, checkpoint.Tensors.Count);
        Assert.Equal<long>([10, 112], checkpoint.Tensors["head.weight"].Shape);
        float[] bias = Values(checkpoint, "head.bias");

        // The same ten values, found in the archive by hand.
        byte[] file = TestData.Bytes("cifar10", "emo-cifar10.pth");
        Assert.True(file.AsSpan().IndexOf(TorchFile.Floats(bias)) > 0);
    }

    [Fact]
    public void The_old_format_is_refused_with_a_way_out()
    {
        byte[] legacy = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E, 0x80];
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(legacy, "old.pth"));
        Assert.Contains("1.6", exception.Message, StringComparison.Ordinal);
        Assert.Contains("torch.save(torch.load(", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Each named entry holds a tensor w of one value; their storages are views of one: 1, 2, 3...</summary>
    private static byte[] Training(params string[] names)
    {
        byte[] pickle = PickleBuilder.Of(p =>
        {
            p.EmptyDict().Item("epoch", q => q.Number(3));
            for (int i = 0; i < names.Length; i++)
            {
                int offset = i;
                p.Item(names[i], q => q.EmptyDict().Item("w", r => r.Tensor("0", [1], offset: offset, storageLength: 3)));
            }
        });
        return TorchFile.Build(pickle, TorchFile.Floats(1, 2, 3));
    }

    private static float[] Values(Checkpoint checkpoint, string name)
    {
        float[] values = new float[checkpoint.Tensors[name].Length];
        checkpoint.Tensors[name].CopyTo(values);
        return values;
    }
}
