using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>A network in several files and their index opens as one file; the index names plain files beside it.</summary>
public sealed class ShardedTests : IDisposable
{
    private const string One = "model-00001-of-00002.safetensors";
    private const string Two = "model-00002-of-00002.safetensors";

    private readonly TestFolder _folder = new();

    public ShardedTests()
    {
        _folder.Write(One, SafeTensorsFile.Of("a", "F32", "[2]", Bytes(1f, 2f)));
        _folder.Write(Two, SafeTensorsFile.Of("b", "F32", "[1]", Bytes(3f)));
    }

    public void Dispose() => _folder.Dispose();

    private string Index(string json, string name = "model.safetensors.index.json") =>
        _folder.Write(name, System.Text.Encoding.UTF8.GetBytes(json));

    private static string Map(params ReadOnlySpan<(string Tensor, string File)> entries)
    {
        List<string> parts = [];
        foreach (var (tensor, file) in entries)
            parts.Add($"\"{tensor}\": \"{file}\"");
        return $$"""{"metadata": {"total_size": 12, "format": "pt"}, "weight_map": { {{string.Join(", ", parts)}} } }""";
    }

    private void Refused(string json, params ReadOnlySpan<string> fragments)
    {
        string path = Index(json);
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(path));
        foreach (string fragment in fragments)
            Assert.Contains(fragment, exception.Message, StringComparison.Ordinal);
        AssertClosed(One, Two, Path.GetFileName(path));
    }

    private void AssertClosed(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            using FileStream exclusive = new(_folder.PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Assert.True(exclusive.CanWrite);
        }
    }

    [Fact]
    public void The_index_opens_all()
    {
        string path = Index(Map(("b", Two), ("a", One)));
        var checkpoint = Checkpoint.Open(path);

        Assert.Equal(path, checkpoint.Name);
        Assert.Equal(["b", "a"], checkpoint.Tensors.Keys);
        Assert.Equal([1, 2], checkpoint.Floats("a"));
        Assert.Equal([3], checkpoint.Floats("b"));
        Assert.Equal(("12", "pt"), (checkpoint.Metadata["total_size"], checkpoint.Metadata["format"]));
        Assert.Null(checkpoint.StateDict);

        checkpoint.Dispose();
        Assert.Throws<ObjectDisposedException>(() => checkpoint.Floats("a"));
        AssertClosed(One, Two);
    }

    [Fact]
    public void Files_of_PyTorch_are_opened_likewise()
    {
        _folder.Write("pytorch_model-00001-of-00002.bin", TorchFile.StateDict(TestTensor.Float32("a", [2], 4, 5)));
        _folder.Write("pytorch_model-00002-of-00002.bin", TorchFile.StateDict(TestTensor.Float32("b", [1], 6)));
        string path = Index(
            Map(("a", "pytorch_model-00001-of-00002.bin"), ("b", "pytorch_model-00002-of-00002.bin")), "pytorch_model.bin.index.json");

        using var checkpoint = Checkpoint.Open(path);

        Assert.Equal([4, 5], checkpoint.Floats("a"));
        Assert.Equal([6], checkpoint.Floats("b"));
    }

    [Theory]
    [InlineData("../" + One)]
    [InlineData("./" + One)]
    [InlineData("sub/" + One)]
    [InlineData("sub\\\\" + One)]
    [InlineData("/etc/passwd")]
    [InlineData("C:" + One)]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    [InlineData("a.")]
    public void Only_plain_names_are_allowed(string name) =>
        Refused(Map(("a", name), ("b", Two)), "only the plain name of a file beside it");

    [Fact]
    public void A_link_out_of_the_folder_is_refused_and_one_within_is_not()
    {
        using TestFolder other = new();
        string target = other.Write("a.safetensors", SafeTensorsFile.Of("a", "F32", "[2]", Bytes(7f, 8f)));
        if (!_folder.TryLink("inside.safetensors", _folder.PathOf(One)) || !_folder.TryLink("relative.safetensors", One) ||
            !_folder.TryLink("outside.safetensors", target) || !_folder.TryLink("chain.safetensors", "outside.safetensors"))
        {
            return;
        }

        Refused(Map(("a", "outside.safetensors"), ("b", Two)), "'outside.safetensors', which is a link out of the folder");
        Refused(Map(("a", "chain.safetensors"), ("b", Two)), "'chain.safetensors', which is a link out of the folder");
        foreach (string name in new[] { "inside.safetensors", "relative.safetensors" })
        {
            using var checkpoint = Checkpoint.Open(Index(Map(("a", name), ("b", Two))));
            Assert.Equal([1, 2], checkpoint.Floats("a"));
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Refused(Map(("a", One), ("b", "model-00003-of-00003.safetensors")), "'model-00003-of-00003.safetensors'", "no file beside it");

    [Fact]
    public void A_folder_is_no_part()
    {
        Directory.CreateDirectory(_folder.PathOf("folder"));
        Refused(Map(("a", One), ("b", "folder")), "'folder'", "no file beside it");
    }

    [Fact]
    public void A_tensor_in_another_file_than_the_index_says_is_an_error() =>
        Refused(Map(("a", Two), ("b", One)), "tensor 'a': it is not in", Two);

    [Fact]
    public void A_tensor_that_is_nowhere_is_an_error() => Refused(Map(("a", One), ("b", Two), ("c", Two)), "tensor 'c': it is not in");

    [Fact]
    public void A_tensor_that_the_index_does_not_know_is_an_error()
    {
        _folder.Write("more.safetensors", SafeTensorsFile.Of("b", "F32", "[1]", Bytes(9f)));
        const string header =
            """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";
        _folder.Write("two.safetensors", SafeTensorsFile.Write(header, new byte[8]));

        Refused(Map(("a", "two.safetensors")), "tensor 'b'", "the index does not put it there");
        Refused(Map(("a", "two.safetensors"), ("b", "more.safetensors")), "tensor 'b'", "the index does not put it there");
    }

    [Fact]
    public void An_index_in_an_index_is_an_error()
    {
        Index(Map(("a", "model.safetensors.index.json")), "other.index.json");
        Refused(Map(("a", One), ("b", "other.index.json")), "it is one of the files that an index names, but holds no tensors");
        Refused(Map(("a", One), ("b", "model.safetensors.index.json")), "it is one of the files that an index names, but holds no tensors");
    }

    // As much of it as is looked at to tell the formats apart.
    [Theory]
    [InlineData(255)]
    [InlineData(258)]
    [InlineData(511)]
    [InlineData(600)]
    public void An_index_that_names_itself_behind_spaces_is_an_error(int spaces) =>
        Refused(new string(' ', spaces) + Map(("a", "model.safetensors.index.json")), "model.safetensors.index.json");

    [Fact]
    public void A_part_that_is_broken_names_itself()
    {
        _folder.Write("broken.safetensors", new byte[100]);
        Refused(Map(("a", One), ("b", "broken.safetensors")), "broken.safetensors: ");
    }

    [Theory]
    [InlineData("""{"weight_map": {"a": "A"}, "weight_map": {"a": "A"}}""", "'weight_map' occurs twice")]
    [InlineData("""{"weight_map": {"a": "A", "a": "A"}}""", "tensor 'a'", "twice")]
    [InlineData("""{"weight_map": {"a": "A", "\u0061": "A"}}""", "tensor 'a'", "twice")]
    [InlineData("""{"metadata": {"x": 1, "x": 2}, "weight_map": {"a": "A"}}""", "'x' occurs twice")]
    [InlineData("""{"weight_map": {"a": 1}}""", "tensor 'a'", "not the name of a file")]
    [InlineData("""{"weight_map": {"a": null}}""", "tensor 'a'", "not the name of a file")]
    [InlineData("""{"weight_map": []}""", "weight_map is not an object")]
    [InlineData("""{"weight_map": {}}""", "weight_map is empty")]
    [InlineData("""{"weight_map": {"a\u0000": "A"}}""", "control characters")]
    [InlineData("""{"weight_map": {"\ud800": "A"}}""", "not Unicode")]
    [InlineData("""{"weight_map": {"a": "A"}} {}""", "JSON")]
    [InlineData("""{"weight_map": {"a": "A"}""", "not valid JSON")]
    [InlineData("""{"weights": {"a": "A"}}""", "a JSON document with 'weights'", "weight_map")]
    public void A_broken_index_is_an_error(string json, params string[] fragments) =>
        Refused(json.Replace("\"A\"", $"\"{One}\"", StringComparison.Ordinal), fragments);

    [Fact]
    public void Too_many_files_are_an_error()
    {
        string entries = string.Join(",", Enumerable.Range(0, 600).Select(i => $"\"t{i}\":\"f{i}\""));
        Refused("{\"weight_map\":{" + entries + "}}", "more than 512 files");
    }

    [Fact]
    public void An_endless_index_is_not_read() => Refused("{" + new string(' ', 17 << 20) + "}", "may have 4194304");

    [Fact]
    public void In_memory_there_is_nothing_beside_it() =>
        Rejected.Because(System.Text.Encoding.UTF8.GetBytes(Map(("a", One))), "open it by its path");

    [Fact]
    public void Choosing_a_state_dict_is_an_error()
    {
        string path = Index(Map(("a", One), ("b", Two)));
        var exception = Assert.Throws<CheckpointException>(() => Checkpoint.Open(path, new CheckpointOptions { StateDict = "net" }));
        Assert.Contains("'net' cannot be chosen", exception.Message, StringComparison.Ordinal);
    }
}
