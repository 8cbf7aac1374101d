using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

/// <summary>Whatever the head is, its blocks can be dumped, compared, timed, and drawn.</summary>
public sealed class NetworkKindTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string?> Heads => new()
    {
        { "classifier", """{ "type": "classifier", "classes": 5 }""", null },
        { "features", """{ "type": "features", "outputs": ["stage0", "stage1"] }""", null },
        { "ssdlite", TestSpecs.SsdLite, TestSpecs.SsdNeck },
        { "retina", TestSpecs.Retina, TestSpecs.FpnNeck },
        { "aspp", TestSpecs.Aspp, null },
        { "psp", TestSpecs.Psp, null },
        { "fpn", TestSpecs.SemanticFpn, null },
        { "segformer", TestSpecs.Segformer, null },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Every_command_takes_it(string name, string head, string? neck)
    {
        string spec = _folder.Write("spec.json", TestSpecs.Small(name, head: head, neck: neck));
        var blocks = ToolRun.Of("summary", spec, "--json").Json.GetProperty("blocks").EnumerateArray()
            .Select(block => block.GetProperty("name").GetString()!).ToList();

        var profile = ToolRun.Of("profile", spec, "--json").Json;
        Assert.Equal(blocks, profile.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("name").GetString()));
        Assert.True(profile.GetProperty("milliseconds").GetDouble() > 0);

        string weights = _folder.Write("net.safetensors", Weights.OfFile(spec));
        ToolRun.Of("dump", spec, weights, _folder["dump.safetensors"]);
        string compared = ToolRun.Of("compare", spec, weights, _folder["dump.safetensors"], "--tolerance", "0").Output;
        Assert.Contains("blocks agree", compared, StringComparison.Ordinal);

        ToolRun.Of("convert", weights, _folder["net.emo"], "--spec", spec);
        ToolRun.Of("compare", spec, _folder["net.emo"], _folder["dump.safetensors"], "--tolerance", "0");

        ToolRun.Of("draw", spec, _folder["net.svg"]);
        string svg = File.ReadAllText(_folder["net.svg"]);
        Assert.All(blocks, block => Assert.Contains($">{block}</text>", svg, StringComparison.Ordinal));
    }
}
