using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>A folder opens by its index or by its only checkpoint, or the error says what it is.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Write(string name, float value = 1)
    {
        byte[] tensor = SafeTensorsFile.Of("w", "F32", "[1]", Bytes(value));
        _folder.Write(name, name.EndsWith(".json", StringComparison.Ordinal)
            ? """{"weight_map": {"w": "part.safetensors"}}"""u8.ToArray()
            : tensor);
    }

    private void Refused(params ReadOnlySpan<string> fragments)
    {
        string message = Assert.Throws<CheckpointException>(() => Checkpoint.Open(_folder.Name)).Message;
        Assert.StartsWith(_folder.Name + ": it is a folder", message, StringComparison.Ordinal);
        foreach (string fragment in fragments)
            Assert.Contains(fragment, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.pth", "readme.md")]
    [InlineData("net.PT", "labels.txt", "config.json")]
    [InlineData("epoch=3.ckpt")]
    [InlineData("model_best.pth.tar")]
    [InlineData("model.safetensors", "training_args.bin", "optimizer.pt", "model.safetensors.index.json")]
    [InlineData("model.safetensors.index.json", "part.safetensors", "other.safetensors")]
    [InlineData("pytorch_model.bin", "optimizer.pt")]
    [InlineData("weights.index.json", "part.safetensors")]
    public void It_opens_by_the_file_that_is_meant(string meant, params string[] others)
    {
        foreach (string name in others)
            Write(name, 2);
        Write(meant, meant.EndsWith(".json", StringComparison.Ordinal) ? 0 : 1);

        using var checkpoint = Checkpoint.Open(_folder.Name);

        Assert.Equal(_folder.PathOf(meant), checkpoint.Name);
        Assert.Equal(meant.EndsWith(".json", StringComparison.Ordinal) ? [2] : [1], checkpoint.Floats("w"));
    }

    [Fact]
    public void Several_are_an_error_that_lists_them()
    {
        Write("last.pth");
        Write("best.pth");

        Refused("several checkpoints: 'best.pth', 'last.pth'; open one of them");
    }

    [Fact]
    public void Several_indexes_are_an_error_that_lists_them()
    {
        Write("a.index.json");
        Write("b.index.json");
        Write("net.pth");

        Refused("'a.index.json', 'b.index.json'");
    }

    [Fact]
    public void An_empty_folder_says_so() => Refused("without any file");

    [Fact]
    public void A_folder_without_a_checkpoint_lists_its_files()
    {
        _folder.Write("readme.md", []);

        Refused("without a checkpoint", "'readme.md'");
    }

    [Fact]
    public void A_folder_of_distributed_training_says_how_to_make_a_file()
    {
        _folder.Write("__0_0.distcp", []);
        _folder.Write(".metadata", []);

        Refused("torch.distributed.checkpoint", "dcp_to_torch");
    }

    [Fact]
    public void An_unpacked_file_of_PyTorch_says_so()
    {
        _folder.Write("data.pkl", []);

        Refused("unpacked");
    }
}
