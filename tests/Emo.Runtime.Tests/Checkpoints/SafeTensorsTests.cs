using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

public class SafeTensorsTests
{
    [Fact]
    public void Float32_values_metadata_and_header_order_are_read()
    {
        byte[] file = SafeTensorsFile.Write(
            """{"__metadata__":{"format":"pt","note":"é"}""" +
            ""","z":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}   """,
            Bytes(7f, 1.5f, -2f));

        using var checkpoint = Open(file);

        Assert.Equal(["z", "a"], checkpoint.Tensors.Keys);
        Assert.Equal([1.5f, -2f], checkpoint.Floats("z"));
        Assert.Equal([7f], checkpoint.Floats("a"));
        Assert.Empty(checkpoint.Tensors["a"].Shape);
        Assert.Equal(1, checkpoint.Tensors["a"].Length);
        Assert.Equal(new Dictionary<string, string> { ["format"] = "pt", ["note"] = "é" }, checkpoint.Metadata);
        Assert.Null(checkpoint.StateDict);
        Assert.Equal("test", checkpoint.Name);
    }

    [Theory]
    [InlineData("F8_E4M3", 3, 3)]
    [InlineData("F8_E5M2", 3, 3)]
    [InlineData("F8_E8M0", 3, 3)]
    [InlineData("C64", 2, 16)]
    [InlineData("F4", 4, 2)]
    [InlineData("F6_E2M3", 4, 3)]
    [InlineData("F6_E3M2", 4, 3)]
    public void Types_that_are_no_floats_of_ours_are_passed_over_by_name(string dtype, int length, int bytes)
    {
        using var checkpoint = Open(SafeTensorsFile.Of("t", dtype, $"[{length}]", new byte[bytes]));

        Assert.Empty(checkpoint.Tensors);
        Assert.Equal($"its elements are of {dtype}; save it as F32, F16 or BF16", checkpoint.Unreadable["t"]);
        Rejected.Because(SafeTensorsFile.Of("t", dtype, $"[{length}]", new byte[bytes + 1]), "tensor 't'", $"needs {bytes} bytes");
    }

    [Fact]
    public void Elements_of_less_than_a_byte_fill_whole_bytes() =>
        Rejected.Because(SafeTensorsFile.Of("t", "F4", "[3]", new byte[2]), "tensor 't'", "no whole number of bytes");

    [Fact]
    public void Float16_is_converted_exactly()
    {
        Half[] halves = [.. Enumerable.Range(0, 0x10000).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];
        using var checkpoint = Open(SafeTensorsFile.Of("h", "F16", "[256,256]", Bytes(halves)));

        float[] values = checkpoint.Floats("h");

        Assert.Equal(halves.Select(h => (float)h), values);
        Assert.Equal(TensorDataType.Float16, checkpoint.Tensors["h"].DataType);
    }

    [Fact]
    public void Bfloat16_is_the_upper_half_of_a_float()
    {
        ushort[] bits = [.. Enumerable.Range(0, 0x10000).Select(i => (ushort)i)];
        using var checkpoint = Open(SafeTensorsFile.Of("b", "BF16", "[65536]", Bytes(bits)));

        float[] values = checkpoint.Floats("b");

        Assert.Equal(bits.Select(b => (uint)b << 16), values.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Float64_is_rounded_to_the_nearest_float()
    {
        double[] doubles = [Math.PI, 1e-310, 1e300, double.NaN, -0.0, 1 + 1e-9];
        using var checkpoint = Open(SafeTensorsFile.Of("d", "F64", "[6]", Bytes(doubles)));

        Assert.Equal([(float)Math.PI, 0f, float.PositiveInfinity, float.NaN, -0f, 1f], checkpoint.Floats("d"));
    }

    [Fact]
    public void Tensors_longer_than_a_read_buffer_are_whole()
    {
        double[] doubles = [.. Enumerable.Range(0, 100_003).Select(i => (double)i)];
        using var checkpoint = Open(SafeTensorsFile.Of("d", "F64", "[100003]", Bytes(doubles)));

        Assert.Equal(doubles.Select(d => (float)d), checkpoint.Floats("d"));
    }

    [Theory]
    [InlineData("I8", 1, TensorDataType.Int8)]
    [InlineData("U8", 1, TensorDataType.UInt8)]
    [InlineData("BOOL", 1, TensorDataType.Boolean)]
    [InlineData("I16", 2, TensorDataType.Int16)]
    [InlineData("U16", 2, TensorDataType.UInt16)]
    [InlineData("I32", 4, TensorDataType.Int32)]
    [InlineData("U32", 4, TensorDataType.UInt32)]
    [InlineData("I64", 8, TensorDataType.Int64)]
    [InlineData("U64", 8, TensorDataType.UInt64)]
    public void Integer_tensors_are_described_but_not_copied_to_floats(string dtype, int size, TensorDataType expected)
    {
        using var checkpoint = Open(SafeTensorsFile.Of("n", dtype, "[2,3]", new byte[6 * size]));

        var tensor = checkpoint.Tensors["n"];

        Assert.Equal(expected, tensor.DataType);
        Assert.Equal([2L, 3L], tensor.Shape.ToArray());
        Assert.False(tensor.IsFloatingPoint);
        var exception = Assert.Throws<InvalidOperationException>(() => tensor.CopyTo(new float[6]));
        Assert.Contains("'n'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_tensors_is_valid()
    {
        using var checkpoint = Open(SafeTensorsFile.Write("{}", []));

        Assert.Empty(checkpoint.Tensors);
        Assert.Empty(checkpoint.Metadata);
    }

    [Fact]
    public void Tensors_without_elements_are_valid()
    {
        using var checkpoint = Open(SafeTensorsFile.Write(
            """{"e":{"dtype":"F32","shape":[0,4],"data_offsets":[4,4]},"f":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
            Bytes(3f)));

        Assert.Empty(checkpoint.Floats("e"));
        Assert.Equal([3f], checkpoint.Floats("f"));
    }

    [Fact]
    public void Names_are_unescaped()
    {
        using var checkpoint = Open(SafeTensorsFile.Of("""a\u0062\"\/c""", "F32", "[1]", Bytes(1f)));

        Assert.Equal(["ab\"/c"], checkpoint.Tensors.Keys);
    }
}
