using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Save(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static TheoryData<string, byte[]> BothFormats => new()
    {
        { "weights.pth", TorchFile.StateDict(TestTensor.Float32("w", [3], 1, 2, 3)) },
        { "weights.safetensors", SafeTensorsFile.Of("w", "F32", "[3]", Bytes(1f, 2f, 3f)) },
        { "weights.bin", SafeTensorsFile.Of("w", "F64", "[3]", Bytes(1.0, 2.0, 3.0)) },
        { "safetensors.pth", SafeTensorsFile.Of("w", "F32", "[3]", Bytes(1f, 2f, 3f)) },
        { "pytorch.safetensors", TorchFile.StateDict(TestTensor.Float32("w", [3], 1, 2, 3) with { IsParameter = true }) },
    };

    [Theory]
    [MemberData(nameof(BothFormats))]
    public void Files_are_told_apart_by_content(string name, byte[] bytes)
    {
        string path = Save(name, bytes);

        using var checkpoint = Checkpoint.Open(path);

        Assert.Equal(path, checkpoint.Name);
        Assert.Equal([1, 2, 3], checkpoint.Floats("w"));
    }

    [Theory]
    [MemberData(nameof(BothFormats))]
    public void Reading_after_dispose_says_so(string name, byte[] bytes)
    {
        foreach (var checkpoint in new[] { Checkpoint.Open(Save(name, bytes)), Open(bytes) })
        {
            checkpoint.Dispose();
            checkpoint.Dispose();

            var tensor = checkpoint.Tensors["w"];
            Assert.Equal(3, tensor.Length);
            var exception = Assert.Throws<ObjectDisposedException>(() => tensor.CopyTo(new float[3]));
            Assert.Equal(typeof(Checkpoint).FullName, exception.ObjectName);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(0)]
    public void A_destination_of_the_wrong_length_is_an_argument_exception(int length)
    {
        using var checkpoint = Open(SafeTensorsFile.Of("w", "F32", "[3]", Bytes(1f, 2f, 3f)));

        var exception = Assert.Throws<ArgumentException>(() => checkpoint.Tensors["w"].CopyTo(new float[length]));

        Assert.Contains($"'w' has 3 elements, the destination {length}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_to_ignore_that_are_null_are_an_error_where_they_are_set()
    {
        Assert.Throws<ArgumentNullException>(() => new CheckpointOptions { Ignore = null! });
        Assert.Throws<ArgumentNullException>(() => new CheckpointOptions { Ignore = ["loss.", null!] });
    }

    [Fact]
    public void The_tensors_cannot_be_changed()
    {
        using var checkpoint = Open(SafeTensorsFile.Of("w", "F32", "[1]", Bytes(1f)));

        Assert.True(checkpoint.Tensors is not IDictionary<string, CheckpointTensor> { IsReadOnly: false });
    }

    [Fact]
    public void A_bare_pickle_is_an_error_that_says_how_to_save_again() =>
        Rejected.Because(
            new PickleWriter().Protocol(4).EmptyDict().Text("abc").None().SetItem().Stop().ToArray(),
            "bare pickle",
            "torch.save(torch.load(");

    [Fact]
    public void A_tar_archive_is_an_error_that_says_how_to_save_again()
    {
        byte[] tar = new byte[1024];
        "sys_info"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));

        Rejected.Because(tar, "tar archive", "before 0.1.10", "torch.save(torch.load(");
    }

    [Fact]
    public void A_missing_file_is_an_IOException() =>
        Assert.Throws<FileNotFoundException>(() => Checkpoint.Open(Path.Combine(_folder, "missing.pth")));

    [Fact]
    public void Null_and_empty_names_are_argument_exceptions()
    {
        Assert.Throws<ArgumentNullException>(() => Checkpoint.Open((string)null!));
        Assert.Throws<ArgumentException>(() => Checkpoint.Open(""));
        Assert.Throws<ArgumentNullException>(() => Checkpoint.Open(new byte[20], null!));
    }

    [Fact]
    public void A_rejected_file_is_closed()
    {
        string path = Save("bad.pth", new byte[100]);

        Assert.Throws<CheckpointException>(() => Checkpoint.Open(path));

        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(100, exclusive.Length);
    }

    [Fact]
    public void A_file_truncated_while_open_is_an_error_that_names_it()
    {
        string path = Save("weights.safetensors", SafeTensorsFile.Of("w", "F32", "[100000]", new byte[400_000]));
        using var checkpoint = Checkpoint.Open(path);

        if (!TryWrite(path, stream => stream.SetLength(1000)))
            return;

        var exception = Assert.Throws<CheckpointException>(() => checkpoint.Floats("w"));
        Assert.StartsWith(path + ": it was truncated while open", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_changed_while_open_is_an_error_that_names_it(bool longer)
    {
        string path = Save("weights.safetensors", SafeTensorsFile.Of("w", "F32", "[100]", new byte[400]));
        using var checkpoint = Checkpoint.Open(path);

        if (!TryWrite(path, stream => stream.Seek(longer ? 0 : -1, SeekOrigin.End)))
            return;

        var exception = Assert.Throws<CheckpointException>(() => checkpoint.Floats("w"));
        Assert.StartsWith(path + ": it was changed while open", exception.Message, StringComparison.Ordinal);
    }

    // Windows refuses the write, which is as good.
    private static bool TryWrite(string path, Action<FileStream> change)
    {
        try
        {
            using (FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                change(stream);
                stream.WriteByte(1);
            }
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(10));
            return true;
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            return false;
        }
    }

    [Fact]
    public void Tensors_can_be_read_from_several_threads()
    {
        float[] values = [.. Enumerable.Range(0, 50_000).Select(i => (float)i)];
        using var checkpoint = Checkpoint.Open(Save("weights.pth", TorchFile.StateDict(
            TestTensor.Float32("a", [50_000], values), TestTensor.Float32("b", [2, 25_000], values) with { Strides = [1, 2] })));
        float[] a = checkpoint.Floats("a");
        float[] b = checkpoint.Floats("b");

        Parallel.For(0, 50, i => Assert.Equal(i % 2 == 0 ? a : b, checkpoint.Floats(i % 2 == 0 ? "a" : "b")));

        Assert.Equal(values, a);
    }

    [Fact]
    public void Opening_reads_no_tensor()
    {
        string path = Save("weights.safetensors", SafeTensorsFile.Of("w", "F32", "[5000000]", new byte[20_000_000]));

        long before = GC.GetAllocatedBytesForCurrentThread();
        using var checkpoint = Checkpoint.Open(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
