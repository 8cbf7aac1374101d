using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

/// <summary>What <c>emo inspect</c> says of packed weights, and of class names.</summary>
public sealed class InspectPackedTests : IDisposable
{
    private const string Spec = Weights.Cifar10Spec;
    private const int FormatOffset = 8;
    private const int StorageOffset = 168;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Class_names_of_a_checkpoint_and_of_packed_weights_are_shown()
    {
        string spec = _folder.Write("small.json", TestSpecs.Small("small"));
        string[] labels = ["cat", "dog", "a\u202eb", "four", "five"];
        string checkpoint = _folder.Write("small.safetensors", WithLabels(Weights.OfFile(spec), labels));
        string text = ToolRun.Of("inspect", checkpoint).Output;
        Assert.Contains("labels: 5 classes, cat, dog, a\\u202eb, four, five", text, StringComparison.Ordinal);
        var json = ToolRun.Of("inspect", checkpoint, "--json").Json;
        Assert.Equal("cat", json.GetProperty("labels")[0].GetString());

        ToolRun.Of("convert", checkpoint, _folder["small.emo"], "--spec", spec);
        text = ToolRun.Of("inspect", _folder["small.emo"]).Output;
        Assert.Contains("labels   5 classes, cat, dog, a\\u202eb, four, five", text, StringComparison.Ordinal);
        json = ToolRun.Of("inspect", _folder["small.emo"], "--json").Json;
        Assert.Equal(5, json.GetProperty("labels").GetArrayLength());
        Assert.True(json.GetProperty("whole").GetBoolean());
        int length = json.GetProperty("embeddingLength").GetInt32();
        Assert.True(length > 0);
        Assert.Contains($"embed    {length} values", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Packed_weights_are_compared_with_a_spec_of_ones_own()
    {
        string packed = Packed();
        Assert.Contains(
            "The model of emo-cifar10 loads it.", ToolRun.Of("inspect", packed, "--spec", Spec).Output, StringComparison.Ordinal);
        Assert.Contains(
            "The model of emo-1m does not load it", ToolRun.Of("inspect", packed, "--spec", "emo-1m").Output, StringComparison.Ordinal);
        var json = ToolRun.Of("inspect", packed, "--spec", Spec, "--classes", "3", "--json").Json;
        Assert.False(json.TryGetProperty("spec", out _));
    }

    [Theory]
    [InlineData("--tensors")]
    [InlineData("--state-dict net")]
    [InlineData("--prefix a.")]
    [InlineData("--ignore a")]
    public void What_packed_weights_do_not_have_cannot_be_chosen(string option)
    {
        string error = ToolRun.Refused(["inspect", Packed(), .. option.Split(' ')]);
        Assert.Contains($"leave out {option.Split(' ')[0]},", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_not_read_as_this_one()
    {
        string newer = Changed(FormatOffset, 3);
        string text = ToolRun.Of("inspect", newer).Output;
        Assert.Contains("Format 3 is newer than this tool", text, StringComparison.Ordinal);
        Assert.DoesNotContain("storage", text, StringComparison.Ordinal);
        Assert.DoesNotContain("loads it", text, StringComparison.Ordinal);
        var json = ToolRun.Of("inspect", newer, "--json").Json;
        Assert.False(json.GetProperty("readable").GetBoolean());
        Assert.False(json.TryGetProperty("storage", out _));
    }

    [Fact]
    public void An_unknown_storage_is_called_unknown()
    {
        string file = Changed(StorageOffset, 7);
        Assert.Contains("storage  unknown (7)", ToolRun.Of("inspect", file).Output, StringComparison.Ordinal);
    }

    private string Packed()
    {
        ToolRun.Of("convert", Weights.Cifar10, _folder["net.emo"], "--spec", Spec);
        return _folder["net.emo"];
    }

    /// <summary>Packed weights with another number in their header.</summary>
    private string Changed(int offset, uint number)
    {
        byte[] bytes = File.ReadAllBytes(Packed());
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), number);
        return _folder.Write("changed.emo", bytes);
    }

    /// <summary>The same tensors, and class names in the metadata.</summary>
    private static byte[] WithLabels(byte[] safetensors, string[] labels)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(safetensors);
        var header = JsonNode.Parse(safetensors.AsSpan(8, length))!.AsObject();
        header["__metadata__"] = new JsonObject { ["classes"] = JsonSerializer.Serialize(labels) };
        byte[] changed = Encoding.UTF8.GetBytes(header.ToJsonString());
        return [.. BitConverter.GetBytes((long)changed.Length), .. changed, .. safetensors.AsSpan(8 + length)];
    }
}
