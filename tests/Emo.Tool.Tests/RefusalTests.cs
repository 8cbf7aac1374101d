using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

/// <summary>What each command says to what it cannot use. tests/samples/check.sh sees the same of the program.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("summary", "emo-1", "Did you mean 'emo-1m'?")]
    [InlineData("draw", "emo-1 out.svg", "Did you mean 'emo-1m'?")]
    [InlineData("profile", "nothing.json", "There is no file 'nothing.json'.")]
    [InlineData("profile", "emo-cifar10 nothing.pth", "nothing.pth")]
    [InlineData("inspect", "nothing.pth", "nothing.pth")]
    [InlineData("convert", "nothing.pth out.safetensors", "nothing.pth")]
    [InlineData("convert", "nothing.pth out.emo --spec emo-1", "Did you mean 'emo-1m'?")]
    [InlineData("convert", "nothing.pth out.safetensors --classes 3", "give one by --spec")]
    [InlineData("compare", "emo-cifar10 nothing.pth nothing.pth", "nothing.pth")]
    [InlineData("compare", "emo-cifar10 a b --tolerance -1", "--tolerance takes a fraction")]
    [InlineData("compare", "emo-cifar10 a b --picture c --seed 1", "exclude each other")]
    [InlineData("dump", "emo-cifar10 nothing.pth out", "nothing.pth")]
    [InlineData("onnx", "emo-cifar10 nothing.pth out", "nothing.pth")]
    [InlineData("summary", "emo-1m --classes 0", "--classes takes a number from 1")]
    [InlineData("summary", "emo-1m --height 7", "--height takes a number from 32 to 2048, not '7'.")]
    [InlineData("summary", "ssdlite-emo-1m --classes 5000", "at most 4096")]
    [InlineData("nonsense", "", "nonsense")]
    public void A_line_says_what_is_wrong(string command, string arguments, string expected)
    {
        string[] words = [command, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Contains(expected, ToolRun.Refused(words), StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_and_texts_are_no_specs_and_no_weights()
    {
        string folder = Directory.CreateDirectory(_folder["folder"]).FullName;
        string text = _folder.Write("text.json", "text");
        Assert.Contains("it is a folder", ToolRun.Refused("summary", folder), StringComparison.Ordinal);
        Assert.Contains("text.json(1,1): error EMO0100", ToolRun.Refused("summary", text), StringComparison.Ordinal);
        Assert.Contains("it is a folder", ToolRun.Refused("inspect", folder), StringComparison.Ordinal);
        Assert.Contains("text.json", ToolRun.Refused("inspect", text), StringComparison.Ordinal);
        Assert.Contains("is a folder", ToolRun.Refused("draw", "emo-1m", folder), StringComparison.Ordinal);
        Assert.Contains("is a folder", ToolRun.Refused("convert", Weights.Cifar10, folder), StringComparison.Ordinal);
        Assert.Contains("is a folder", ToolRun.Refused("onnx", Weights.Cifar10Spec, Weights.Cifar10, folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_that_is_far_too_long_is_not_read()
    {
        using (var file = File.Create(_folder["huge.json"]))
            file.SetLength(1L << 34);
        Assert.Contains("specs and labels have", ToolRun.Refused("summary", _folder["huge.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Specs_in_a_circle_come_to_an_end()
    {
        const string Circle = """
            { "name": "NAME", "input": { "height": 64, "width": 64 }, "backbone": { "spec": "OTHER" },
              "head": { "type": "classifier", "classes": 2 } }
            """;
        _folder.Write("a.json", Circle.Replace("NAME", "a", StringComparison.Ordinal).Replace("OTHER", "b", StringComparison.Ordinal));
        _folder.Write("b.json", Circle.Replace("NAME", "b", StringComparison.Ordinal).Replace("OTHER", "a", StringComparison.Ordinal));
        Assert.Contains("error EMO01", ToolRun.Refused("summary", _folder["a.json"]), StringComparison.Ordinal);
    }
}
