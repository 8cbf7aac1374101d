using System.Buffers.Binary;
using Emo.Runtime.Tests.Checkpoints.Support;

namespace Emo.Runtime.Tests.Checkpoints;

public sealed class SafetensorsTests
{
    [Fact]
    public void Floats_of_every_width_are_read()
    {
        byte[] f64 = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(f64, 1.5);
        BinaryPrimitives.WriteDoubleLittleEndian(f64.AsSpan(8), -2.25);
        Assert.Equal([1.5f, -2.25f], Values(SafetensorsFile.One("F64", "[2]", f64)));
        Assert.Equal([1.5f, -2.25f], Values(SafetensorsFile.One("F32", "[2,1]", TorchFile.Floats(1.5f, -2.25f))));
        Assert.Equal([1.5f, -2.25f], Values(SafetensorsFile.One("F16", "[1,2]", [0x00, 0x3E, 0x80, 0xC0])));
        Assert.Equal([1.5f, -2.25f], Values(SafetensorsFile.One("BF16", "[2]", [0xC0, 0x3F, 0x10, 0xC0])));
    }

    [Fact]
    public void Half_precision_subnormals_and_infinities_survive() =>
        Assert.Equal([5.9604645e-08f, float.PositiveInfinity], Values(SafetensorsFile.One("F16", "[2]", [0x01, 0x00, 0x00, 0x7C])));

    [Fact]
    public void Tensors_keep_their_names_shapes_and_order_and_metadata_is_apart()
    {
        byte[] file = SafetensorsFile.Build(
            """{"__metadata__":{"format":"pt"},"z":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]},"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""",
            new byte[16]);
        using var checkpoint = Checkpoint.Open(file, "test");
        Assert.Equal(["z", "a"], checkpoint.Tensors.Keys);
        Assert.Equal<long>([1, 2], checkpoint.Tensors["z"].Shape);
        Assert.Equal(TensorDataType.Int64, checkpoint.Tensors["a"].DataType);
        Assert.Equal(1, checkpoint.Tensors["a"].Length);
        Assert.Equal("pt", checkpoint.Metadata["format"]);
        Assert.Null(checkpoint.StateDict);
    }

    [Fact]
    public void Integers_are_not_copied_to_floats()
    {
        using var checkpoint = Checkpoint.Open(SafetensorsFile.One("I64", "[1]", new byte[8]), "test");
        Assert.Throws<InvalidOperationException>(() => checkpoint.Tensors["w"].CopyTo(new float[1]));
    }

    [Fact]
    public void A_destination_of_another_length_is_refused()
    {
        using var checkpoint = Checkpoint.Open(SafetensorsFile.One("F32", "[2]", new byte[8]), "test");
        Assert.Throws<ArgumentException>(() => checkpoint.Tensors["w"].CopyTo(new float[3]));
    }

    [Fact]
    public void Tensors_cannot_be_read_after_dispose()
    {
        var checkpoint = Checkpoint.Open(SafetensorsFile.One("F32", "[2]", new byte[8]), "test");
        checkpoint.Dispose();
        Assert.Throws<ObjectDisposedException>(() => checkpoint.Tensors["w"].CopyTo(new float[2]));
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}""", "F99")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "-2")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1e30],"data_offsets":[0,8]}}""", "1e30")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "8 bytes of its range")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]}}""", "8 bytes of its range")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "8 bytes of its range")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "backwards")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "ends at byte 16")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes follow")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "starts at byte 4")]
    [InlineData("""{"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "starts at byte 4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "JSON")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", "data_offsets")]
    [InlineData("""{"w":{"shape":[2],"data_offsets":[0,8]}}""", "dtype")]
    [InlineData("""{"w":{"dtype":"F32","data_offsets":[0,8]}}""", "shape")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"extra":1}}""", "extra")]
    [InlineData("""{"w":7}""", "object")]
    [InlineData("""{"w\u0000":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "U+0000")]
    [InlineData("""{"w\n":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "U+000A")]
    [InlineData("""{"__metadata__":{"a":1}}""", "not a string")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}""", "17 dimensions")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} x""", "JSON")]
    [InlineData(""" {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "start with '{'")]
    [InlineData("""[1]""", "start with '{'")]
    [InlineData("""{"w":""", "JSON")]
    public void A_header_that_lies_is_refused(string header, string expected) =>
        AssertRefused(SafetensorsFile.Build(header, new byte[8]), expected);

    [Fact]
    public void A_header_that_is_not_utf8_is_refused() =>
        AssertRefused(SafetensorsFile.Build([(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}'], []), "JSON");

    [Fact]
    public void Deep_nesting_is_refused() =>
        AssertRefused(SafetensorsFile.Build("{\"a\":" + new string('[', 100_000), []), "JSON");

    [Fact]
    public void A_header_longer_than_the_file_or_than_100_MB_is_refused_without_allocating()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(SafetensorsFile.Build("{}"u8.ToArray(), [], claimedHeaderLength: 1000), "1000");
        AssertRefused(SafetensorsFile.Build("{}"u8.ToArray(), [], claimedHeaderLength: 200_000_000), "100000000");
        AssertRefused(SafetensorsFile.Build("{}"u8.ToArray(), [], claimedHeaderLength: ulong.MaxValue), "100000000");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void A_file_of_less_than_8_bytes_is_refused(int length) => AssertRefused(new byte[length], "at least 8");

    [Fact]
    public void A_file_that_shrinks_after_opening_is_an_exception_and_not_a_crash()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, SafetensorsFile.One("F32", "[1000]", new byte[4000]));
            using var checkpoint = Checkpoint.Open(path);
            if (!TryTruncate(path))
                return; // This system keeps others from writing to a file that is open: the promise is kept another way.
            var exception = Assert.Throws<CheckpointException>(() => checkpoint.Tensors["w"].CopyTo(new float[1000]));
            Assert.Contains("changed", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool TryTruncate(string path)
    {
        try
        {
            // Another process would not know of .NET's advisory lock, so the test goes round it.
            using var process = System.Diagnostics.Process.Start("truncate", ["-s", "100", path]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static float[] Values(byte[] file)
    {
        using var checkpoint = Checkpoint.Open(file, "test");
        float[] values = new float[checkpoint.Tensors["w"].Length];
        checkpoint.Tensors["w"].CopyTo(values);
        return values;
    }

    private static void AssertRefused(byte[] file, string expected)
    {
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(file, "evil.safetensors"));
        Assert.Contains("evil.safetensors", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
