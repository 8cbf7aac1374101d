using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

public class TorchTests
{
    private static TestTensor Weight(string name, params float[] values) => TestTensor.Float32(name, [values.Length], values);

    [Fact]
    public void A_plain_state_dict_is_read_in_its_order()
    {
        using var checkpoint = Open(TorchFile.StateDict(
            TestTensor.Float32("b.weight", [2, 3], 1, 2, 3, 4, 5, 6),
            TestTensor.Of("a.num_batches_tracked", "LongStorage", [], 42L)));

        Assert.Equal(["b.weight", "a.num_batches_tracked"], checkpoint.Tensors.Keys);
        Assert.Equal([2L, 3L], checkpoint.Tensors["b.weight"].Shape.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], checkpoint.Floats("b.weight"));
        Assert.Equal(TensorDataType.Int64, checkpoint.Tensors["a.num_batches_tracked"].DataType);
        Assert.Equal(1, checkpoint.Tensors["a.num_batches_tracked"].Length);
        Assert.Null(checkpoint.StateDict);
        Assert.Empty(checkpoint.Metadata);
    }

    [Fact]
    public void Every_floating_point_storage_is_converted()
    {
        using var checkpoint = Open(TorchFile.StateDict(
            TestTensor.Of("h", "HalfStorage", [2], (Half)1.5f, Half.NegativeInfinity),
            TestTensor.Of("b", "BFloat16Storage", [2], (ushort)0x3fc0, (ushort)0xc000),
            TestTensor.Of("d", "DoubleStorage", [2], Math.PI, -1e-320)));

        Assert.Equal([1.5f, float.NegativeInfinity], checkpoint.Floats("h"));
        Assert.Equal([1.5f, -2f], checkpoint.Floats("b"));
        Assert.Equal([(float)Math.PI, -0f], checkpoint.Floats("d"));
    }

    [Theory]
    [InlineData("CharStorage", 1, TensorDataType.Int8)]
    [InlineData("ByteStorage", 1, TensorDataType.UInt8)]
    [InlineData("BoolStorage", 1, TensorDataType.Boolean)]
    [InlineData("ShortStorage", 2, TensorDataType.Int16)]
    [InlineData("IntStorage", 4, TensorDataType.Int32)]
    [InlineData("LongStorage", 8, TensorDataType.Int64)]
    public void Integer_storages_are_described(string storageClass, int size, TensorDataType expected)
    {
        using var checkpoint = Open(TorchFile.StateDict(new TestTensor("n", storageClass, size, new byte[3 * size], [3])));

        Assert.Equal(expected, checkpoint.Tensors["n"].DataType);
        Assert.Throws<InvalidOperationException>(() => checkpoint.Floats("n"));
    }

    [Fact]
    public void Storages_of_a_gpu_are_read_like_any_other()
    {
        using var checkpoint = Open(TorchFile.StateDict(Weight("w", 1, 2) with { Location = "cuda:0" }));

        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
    }

    [Fact]
    public void Denormals_and_tiny_variances_survive()
    {
        float[] values = [float.Epsilon, 1e-10f, -1.2e-40f];
        using var checkpoint = Open(TorchFile.StateDict(Weight("running_var", values)));

        Assert.Equal(values, checkpoint.Floats("running_var"));
    }

    [Fact]
    public void A_transposed_tensor_is_read_in_row_major_order()
    {
        using var checkpoint = Open(TorchFile.StateDict(TestTensor.Float32("t", [3, 2], 1, 2, 3, 4, 5, 6) with { Strides = [1, 3] }));

        Assert.Equal([1, 4, 2, 5, 3, 6], checkpoint.Floats("t"));
    }

    [Fact]
    public void A_slice_inside_its_storage_is_read_with_its_offset()
    {
        // storage[1:, ::2] of a 3x4 half tensor.
        Half[] storage = [.. Enumerable.Range(0, 12).Select(i => (Half)i)];
        using var checkpoint = Open(
            TorchFile.StateDict(TestTensor.Of("s", "HalfStorage", [2, 2], storage) with { Offset = 4, Strides = [4, 2] }));

        Assert.Equal([4, 6, 8, 10], checkpoint.Floats("s"));
    }

    [Fact]
    public void Channels_last_weights_are_read_in_row_major_order()
    {
        // Logical 2x3x2x2; in memory the channel axis is innermost.
        float[] rowMajor = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        float[] storage = new float[24];
        for (int n = 0; n < 2; n++)
        {
            for (int c = 0; c < 3; c++)
            {
                for (int p = 0; p < 4; p++)
                    storage[(n * 12) + (p * 3) + c] = rowMajor[(n * 12) + (c * 4) + p];
            }
        }

        using var checkpoint = Open(TorchFile.StateDict(TestTensor.Float32("w", [2, 3, 2, 2], storage) with { Strides = [12, 1, 6, 3] }));

        Assert.Equal(rowMajor, checkpoint.Floats("w"));
    }

    [Fact]
    public void Strides_of_dimensions_of_size_one_do_not_matter()
    {
        using var checkpoint = Open(TorchFile.StateDict(TestTensor.Float32("w", [1, 2, 1], 1, 2) with { Strides = [77, 1, 9] }));

        Assert.Equal([1, 2], checkpoint.Floats("w"));
    }

    [Fact]
    public void Two_tensors_may_share_a_storage()
    {
        using var checkpoint = Open(TorchFile.StateDict(
            Weight("a", 1, 2, 3),
            Weight("b", 1, 2, 3) with { StorageKey = "0", Shape = [2], Offset = 1 }));

        Assert.Equal([1, 2, 3], checkpoint.Floats("a"));
        Assert.Equal([2, 3], checkpoint.Floats("b"));
    }

    [Fact]
    public void Parameters_are_their_tensors()
    {
        using var checkpoint = Open(TorchFile.StateDict(Weight("p", 4, 5) with { IsParameter = true }));

        Assert.Equal([4, 5], checkpoint.Floats("p"));
    }

    [Fact]
    public void Tensors_without_elements_are_valid()
    {
        using var checkpoint = Open(TorchFile.StateDict(TestTensor.Float32("e", [0, 3]) with { Strides = [3, 1] }));

        Assert.Empty(checkpoint.Floats("e"));
    }

    [Fact]
    public void Entries_beside_the_tensors_are_ignored()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark();
        file.Pickle.Text("version").Integer(3).Integer(5).Text("integer key").Text("w");
        file.Tensor(Weight("w", 1));
        file.Pickle.SetItems().Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal(["w"], checkpoint.Tensors.Keys);
    }

    [Fact]
    public void A_file_from_before_the_byte_order_record_is_little_endian()
    {
        TorchFile file = new() { ByteOrder = null };
        file.Pickle.Protocol();
        file.Dict(Weight("w", 1));
        file.Pickle.Stop();

        using var checkpoint = Open(file.Save());

        Assert.Equal([1f], checkpoint.Floats("w"));
    }

    [Fact]
    public void Sizes_in_zip64_fields_are_read()
    {
        TorchFile file = new();
        file.Pickle.Protocol();
        file.Dict(Weight("w", 1, 2));
        file.Pickle.Stop();
        ZipFile zip = new();
        zip.Items.AddRange(file.ToZip().Items.Select(item => item with { Zip64 = true }));

        using var checkpoint = Open(zip.Save());

        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
    }

    [Fact]
    public void An_archive_without_zip64_records_and_descriptors_is_read()
    {
        TorchFile file = new();
        file.Pickle.Protocol();
        file.Dict(Weight("w", 1, 2));
        file.Pickle.Stop();
        ZipFile zip = new() { Zip64End = false };
        zip.Items.AddRange(file.ToZip().Items.Select(item => item with { Flags = 0 }));

        using var checkpoint = Open(zip.Save());

        Assert.Equal([1f, 2f], checkpoint.Floats("w"));
    }
}
