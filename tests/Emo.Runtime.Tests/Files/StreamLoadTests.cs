using Emo.Checkpoints;
using Emo.CompilerServices;
using Emo.Runtime.Tests.Support;
using Emo.Tests.Packed;

namespace Emo.Tests.Files;

/// <summary>Weights from memory, streams of all kinds and embedded resources: checkpoints and packed weights.</summary>
public sealed class StreamLoadTests : IDisposable
{
    private const string Resource = "weights.safetensors";

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public static TheoryData<bool, string> Kinds
    {
        get
        {
            var data = new TheoryData<bool, string>();
            foreach (bool packed in new[] { true, false })
            {
                foreach (string kind in new[] { "memory", "fixed", "file", "slow", "unmanaged" })
                    data.Add(packed, kind);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stream_is_read_from_where_it_stands_to_its_end_and_left_open(bool packed, string kind)
    {
        byte[] file = [.. "before"u8, .. packed ? PackedFile.Save(PackedFile.Model()) : Checkpoint()];
        foreach (bool isAsync in new[] { false, true })
        {
            await using var stream = Open(kind, file);
            stream.ReadExactly(new byte[6]);
            using var model = isAsync
                ? await ModelLoader.LoadAsync(PackedFile.Definition(), stream, CancellationToken.None)
                : ModelLoader.Load(PackedFile.Definition(), stream);
            Assert.Equal(0, stream.Read(new byte[1]));
            Assert.True(stream.CanRead);
            Assert.Equal(PackedFile.Labels, model.Info.Labels);
        }
    }

    [Fact]
    public void Memory_is_a_file() =>
        ModelLoader.Load(PackedFile.Definition(), (byte[])[.. Checkpoint()]).Dispose();

    [Fact]
    public void A_resource_is_a_file_and_messages_name_it()
    {
        var assembly = typeof(StreamLoadTests).Assembly;
        using var model = ModelLoader.Load(PackedFile.Definition(), assembly, "labels.safetensors");
        Assert.Equal(PackedFile.Labels, model.Info.Labels);
        string message = Assert.Throws<CheckpointException>(
            () => ModelLoader.Load(PackedFile.Definition(), assembly, "broken.safetensors")).Message;
        Assert.StartsWith("embedded resource broken.safetensors of Emo.Runtime.Tests: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        string message = Assert.Throws<FileNotFoundException>(
            () => ModelLoader.Load(PackedFile.Definition(), typeof(StreamLoadTests).Assembly, Resource)).Message;
        Assert.Contains($"no embedded resource '{Resource}'; it has", message, StringComparison.Ordinal);
        Assert.Contains("labels.safetensors", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory", "stream with the weights of cats: ")]
    [InlineData("slow", "stream with the weights of cats: ")]
    [InlineData("file", "")]
    public async Task Messages_name_the_stream_or_its_file(string kind, string name)
    {
        byte[] file = PackedFile.Save(PackedFile.Model());
        file[^1] ^= 1;
        foreach (bool isAsync in new[] { false, true })
        {
            await using var stream = Open(kind, file);
            var exception = await Assert.ThrowsAsync<CheckpointException>(async () => (isAsync
                ? await ModelLoader.LoadAsync(PackedFile.Definition(), stream, CancellationToken.None)
                : ModelLoader.Load(PackedFile.Definition(), stream)).Dispose());
            Assert.StartsWith(name.Length > 0 ? name : _path + ": ", exception.Message, StringComparison.Ordinal);
            Assert.Contains("checksum", exception.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>As one does that was just written.</summary>
    [Theory]
    [InlineData("memory")]
    [InlineData("file")]
    public async Task A_stream_at_its_end_is_an_error_that_says_so(string kind)
    {
        await using var stream = Open(kind, PackedFile.Save(PackedFile.Model()));
        stream.Position = stream.Length;
        Assert.Contains(
            $"the stream stands at byte {stream.Length} and ends at {stream.Length}; set its Position",
            Assert.Throws<CheckpointException>(() => ModelLoader.Load(PackedFile.Definition(), stream)).Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<CheckpointException>(
            () => ModelLoader.LoadAsync(PackedFile.Definition(), stream, CancellationToken.None));
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_is_refused()
    {
        await using var stream = new FileStream(_path, FileMode.Create, FileAccess.Write);
        Assert.Equal(
            "stream", Assert.Throws<ArgumentException>(() => ModelLoader.Load(PackedFile.Definition(), stream)).ParamName);
        await Assert.ThrowsAsync<ArgumentException>(
            () => ModelLoader.LoadAsync(PackedFile.Definition(), stream, CancellationToken.None));
    }

    [Fact]
    public void An_empty_stream_is_no_checkpoint() => Assert.Contains(
        "it has 0 bytes",
        Assert.Throws<CheckpointException>(() => ModelLoader.Load(PackedFile.Definition(), new MemoryStream())).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_stream_with_too_much_is_refused_before_all_of_it_is_read()
    {
        await using var slow = Open("slow", new byte[1000]);
        string message = Assert.Throws<IOException>(() => FileInParts.Read(slow, "some stream", limit: 999)).Message;
        Assert.Equal(
            "some stream: it has more than 999 bytes, the most that are read from a stream. " +
            "Write it to a file, and load that by its path.",
            message);
        await using var huge = new SlowStream(new byte[10]) { ClaimedLength = 3L << 30 };
        Assert.Throws<IOException>(() => ModelLoader.Load(PackedFile.Definition(), huge));
        Assert.Equal(0, huge.Reads);
        Assert.Equal(1000, FileInParts.Read(Open("slow", new byte[1000]), "some stream", limit: 1000).Length);
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var stream = new SlowStream(new byte[100]) { Reading = reads => { if (reads == 3) cancellation.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ModelLoader.LoadAsync(PackedFile.Definition(), stream, cancellation.Token));
        Assert.Equal(4, stream.Reads);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ModelLoader.LoadAsync(PackedFile.Definition(), new MemoryStream([1]), cancellation.Token));
    }

    /// <summary>Around the ends of parts.</summary>
    [Fact]
    public void Parts_are_one_file()
    {
        byte[] bytes = new byte[(2 * (256 << 10)) + 5];
        new Random(1).NextBytes(bytes);
        using var file = FileInParts.Read(new SlowStream(bytes) { Step = 100_003 }, "stream");
        Assert.Equal(bytes.Length, file.Length);
        foreach (int offset in new[] { 0, 1, (256 << 10) - 1, 256 << 10, (512 << 10) - 3, bytes.Length - 1 })
        {
            foreach (int length in new[] { 0, 1, 3, 300_000, bytes.Length - offset })
            {
                if (offset + length <= bytes.Length)
                    Assert.Equal(bytes[offset..(offset + length)], file.Read(offset, (long)length));
            }
        }
    }

    /// <summary>What is in memory already is not copied as a whole: the weights themselves lie outside the heap.</summary>
    [Fact]
    public void A_stream_over_memory_is_not_copied()
    {
        const int Bytes = 8 << 20;
        var info = ModelInfos.Of("cats", ModelInfos.Preprocessing(4, 6), Bytes, packingId: 5);
        var definition = new ModelDefinition(info, _ => { }, _ => { });
        using var saved = new MemoryStream();
        PackedWeightsWriter.Write(saved, definition, new PackedModel(new NativeBuffer(Bytes), null, []), WeightStorage.Float32);
        byte[] file = saved.ToArray();
        ModelLoader.Load(definition, new MemoryStream(file)).Dispose();
        Assert.InRange(Allocations.Of(() => ModelLoader.Load(definition, new MemoryStream(file)).Dispose()), 0, 100_000);
        Assert.InRange(Allocations.Of(() => ModelLoader.Load(definition, file).Dispose()), 0, 100_000);
    }

    [Fact]
    public void An_index_of_several_files_is_opened_by_its_path()
    {
        byte[] index = [.. """{"metadata": {}, "weight_map": {"head.weight": "a.safetensors"}}"""u8];
        Assert.Contains(
            "open it by its path",
            Assert.Throws<CheckpointException>(() => ModelLoader.Load(PackedFile.Definition(), index)).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(_path, index);
        using var stream = File.OpenRead(_path);
        Assert.Contains(
            "open it by its path",
            Assert.Throws<CheckpointException>(() => ModelLoader.Load(PackedFile.Definition(), stream)).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    /// <summary>A checkpoint of the model's one layer, with labels.</summary>
    private static byte[] Checkpoint()
    {
        using var resource = typeof(StreamLoadTests).Assembly.GetManifestResourceStream("labels.safetensors")!;
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    private unsafe Stream Open(string kind, byte[] file)
    {
        switch (kind)
        {
            case "memory":
                var stream = new MemoryStream();
                stream.Write(file);
                stream.Position = 0;
                return stream;
            case "fixed":
                return new MemoryStream(file, 0, file.Length, writable: false, publiclyVisible: false);
            case "unmanaged":
                byte[] pinned = GC.AllocateArray<byte>(file.Length, pinned: true);
                file.CopyTo(pinned, 0);
                _pinned = pinned;
                fixed (byte* start = pinned)
                    return new UnmanagedMemoryStream(start, file.Length);
            case "file":
                File.WriteAllBytes(_path, file);
                return File.OpenRead(_path);
            default:
                return new SlowStream(file);
        }
    }

    /// <summary>Keeps what an unmanaged stream shows.</summary>
    private byte[]? _pinned;
}
