using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

public sealed class SummaryTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Shipped { get; } = [.. ShippedSpecs.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Totals_are_those_of_the_blocks_and_of_the_layers(string name)
    {
        var json = ToolRun.Of("summary", name, "--json").Json;
        var plan = Planner.Plan(GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!));
        Assert.Equal(plan.WeightBytes, json.GetProperty("weightBytes").GetInt64());
        Assert.Equal(plan.ArenaBytes, json.GetProperty("arenaBytes").GetInt64());
        var blockNames = json.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("name").GetString()!);
        Assert.Equal(plan.Blocks.Select(block => block.Name), blockNames);
        foreach (string total in new[] { "parameters", "multiplyAdds" })
        {
            long blocks = json.GetProperty("blocks").EnumerateArray().Sum(block => block.GetProperty(total).GetInt64());
            long layers = json.GetProperty("blocks").EnumerateArray()
                .Sum(block => block.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty(total).GetInt64()));
            Assert.Equal(json.GetProperty(total).GetInt64(), blocks);
            Assert.Equal(blocks, layers);
        }
    }

    [Fact]
    public void People_get_a_line_for_each_block_or_layer()
    {
        string blocks = ToolRun.Of("summary", "emo-1m").Output;
        Assert.Contains("1,361,168 parameters, 255,237,672 multiply-adds", blocks, StringComparison.Ordinal);
        Assert.Contains("stage3.1  iRMB: attention 7x7, 4 heads; depthwise 5x5  [80, 14, 14]", blocks, StringComparison.Ordinal);
        Assert.DoesNotContain("qk.conv", blocks, StringComparison.Ordinal);
        Assert.Contains("qk.conv", ToolRun.Of("summary", "emo-1m", "--layers").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_change_the_spec_as_the_attribute_does()
    {
        var json = ToolRun.Of("summary", "emo-1m", "--classes", "10", "--height", "64", "--width", "96", "--json").Json;
        Assert.Equal([3, 64, 96], json.GetProperty("input").EnumerateArray().Select(side => side.GetInt32()));
        Assert.Equal(10, json.GetProperty("outputs")[0].GetProperty("shape")[0].GetInt32());
    }

    [Fact]
    public void Mistakes_have_line_and_column()
    {
        string file = _folder.Write("bad.json", "{\n  \"name\": \"bad\",\n  \"widht\": 3,\n  \"stem\": { \"width\": 0 }\n}\n");
        var run = ToolRun.Any(null, "summary", file);
        Assert.Equal(1, run.Status);
        Assert.Equal("", run.Output);
        string[] lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Contains(lines, line => line.StartsWith($"{file}(3,3): error EMO0101: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{file}(4,22): error EMO0105: ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains(": error EMO", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Backbones_and_labels_are_found_beside_a_spec()
    {
        _folder.Write("base.json", TestSpecs.Small("base"));
        _folder.Write("labels.txt", "one\ntwo\n");
        string file = _folder.Write("mine.json", """
            { "name": "mine", "input": { "height": 64, "width": 64 }, "backbone": { "spec": "base" },
              "head": { "type": "classifier", "classes": 2, "labels": "labels.txt" } }
            """);
        Assert.Equal(2, ToolRun.Of("summary", file, "--json").Json.GetProperty("outputs")[0].GetProperty("shape")[0].GetInt32());
        Assert.Equal(0, ToolRun.Any(null, "profile", file, "--json").Status);

        File.Delete(_folder["labels.txt"]);
        Assert.Contains("EMO01", ToolRun.Refused("summary", file), StringComparison.Ordinal);
        _folder.Write("labels.txt", "one\ntwo\n");
        File.Delete(_folder["base.json"]);
        Assert.Contains("'base'", ToolRun.Refused("summary", file), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_are_said_beside_the_result()
    {
        string stage = """{ "depth": 2, "width": 8, "expansion": 2, "attention": { "headWidth": 8, "window": 64 } }""";
        var run = ToolRun.Any(null, "summary", _folder.Write("wide.json", TestSpecs.Small("wide", stage)));
        Assert.Equal(0, run.Status);
        Assert.Contains(": warning EMO0112: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("wide: classifier, 5 classes", run.Output, StringComparison.Ordinal);
    }
}
