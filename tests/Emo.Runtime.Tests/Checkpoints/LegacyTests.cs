using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>Files that PyTorch wrote before 1.6, and some tools write to this day.</summary>
public class LegacyTests
{
    private static readonly TestTensor s_weight = TestTensor.Float32("layer.weight", [2, 3], 1, 2, 3, 4, 5, 6);

    private static byte[] Write(params ReadOnlySpan<TestTensor> tensors)
    {
        TorchFile file = new() { Legacy = true };
        file.Pickle.Protocol();
        file.Dict(tensors);
        file.Pickle.Stop();
        return file.SaveLegacy();
    }

    [Fact]
    public void A_state_dict_is_read()
    {
        using var checkpoint = Open(Write(
            s_weight with { Strides = [1, 2] },
            TestTensor.Of("half", "HalfStorage", [2], (Half)1, (Half)2) with { Location = "cuda:0", IsParameter = true },
            TestTensor.Of("n", "LongStorage", [], 42L)));

        Assert.Equal(["layer.weight", "half", "n"], checkpoint.Tensors.Keys);
        Assert.Equal([1, 3, 5, 2, 4, 6], checkpoint.Floats("layer.weight"));
        Assert.Equal([1, 2], checkpoint.Floats("half"));
    }

    [Fact]
    public void Tensors_that_share_a_storage_or_see_a_part_of_one_are_read()
    {
        using var checkpoint = Open(Write(
            s_weight,
            s_weight with { Name = "tied", StorageKey = "0" },
            s_weight with { Name = "part", StorageKey = "0", View = (2, 3), Shape = [2], Offset = 1 }));

        Assert.Equal([1, 2, 3, 4, 5, 6], checkpoint.Floats("tied"));
        Assert.Equal([4, 5], checkpoint.Floats("part"));
    }

    [Fact]
    public void A_class_with_its_source_is_a_name()
    {
        TorchFile file = new() { Legacy = true };
        file.Pickle.Protocol().EmptyDict().Mark().Text("model");
        file.Dict(s_weight);
        file.Pickle.Text("module").Mark().Text("module").Global("nets", "Net").Text("nets.py").Text("class Net: pass").Tuple()
            .PersistentId().EmptyTuple().NewObject().SetItems().Stop();

        using var checkpoint = Open(file.SaveLegacy());

        Assert.Equal(["nets.Net"], checkpoint.NamedObjects);
        Assert.Equal([1, 2, 3, 4, 5, 6], checkpoint.Floats("layer.weight"));
    }

    [Theory]
    [InlineData(-1, "(is the file truncated?)")]
    [InlineData(-24, "(is the file truncated?)")]
    [InlineData(-28, "(is the file truncated?)")]
    [InlineData(1, "1 bytes follow the last storage")]
    public void A_file_of_another_length_is_rejected(int change, string reason)
    {
        byte[] file = Write(s_weight);
        Rejected.Because(change < 0 ? file[..^-change] : [.. file, .. new byte[change]], reason);
    }

    [Fact]
    public void Every_shorter_file_is_rejected()
    {
        byte[] file = Write(s_weight);
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<CheckpointException>(() => Open(file[..length]));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_storage_of_another_length_than_claimed_is_rejected(long claimed) =>
        Rejected.Because(
            Write(s_weight with { ClaimedLength = claimed, Shape = [1], Strides = [1] }), "storage '0'", $"{claimed} x Float32");

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    [InlineData(0, 7)]
    [InlineData(0, -1)]
    [InlineData(long.MaxValue, 2)]
    [InlineData(1, long.MaxValue)]
    public void A_part_outside_of_its_storage_is_rejected(long offset, long length) =>
        Rejected.Because(
            Write(s_weight with { View = (offset, length), Shape = [1], Strides = [1] }), "'layer.weight'", "another one, which has 6");

    [Fact]
    public void Two_parts_of_one_name_are_rejected() =>
        Rejected.Because(
            Write(
                s_weight with { View = (0, 3), Shape = [3], Strides = [1] },
                s_weight with { Name = "b", StorageKey = "0", View = (3, 3), Shape = [3], Strides = [1] }),
            "tensor 'b'",
            "another part");

    [Fact]
    public void A_file_that_is_a_tar_archive_too_is_one()
    {
        byte[] bytes = Write(TestTensor.Float32("w", [100], new float[100]));
        bytes.AsSpan(148, 8).Fill((byte)' ');
        int sum = bytes.Take(512).Sum(b => b);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(bytes, 148);

        Rejected.Because(bytes, "tar archive");
    }

    [Fact]
    public void A_tensor_that_leaves_its_part_is_rejected() =>
        Rejected.Because(Write(s_weight with { View = (1, 5) }), "last element lies at 5, outside its storage, which has 5");

    [Fact]
    public void Another_byte_order_is_rejected()
    {
        TorchFile file = new() { Legacy = true, ByteOrder = "big" };
        file.Pickle.Protocol();
        file.Dict(s_weight);
        file.Pickle.Stop();

        Rejected.Because(file.SaveLegacy(), "byte order is not little");
    }

    [Fact]
    public void A_storage_that_is_not_in_the_list_is_rejected() =>
        Rejected.Because(Write(s_weight, s_weight with { Name = "b", StorageKey = "77" }), "has 1 storages, but its tensors use 2");

    [Fact]
    public void Another_version_of_the_format_is_rejected()
    {
        byte[] file = Write(s_weight);
        int version = file.AsSpan().IndexOf((byte[])[(byte)'M', 0xe9, 3]);
        file[version + 1] = 0xea;

        Rejected.Because(file, "version 1001");
    }
}
