using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

public sealed class CompareTests : IDisposable
{
    private const string Spec = Weights.Cifar10Spec;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_block_that_differs_is_named()
    {
        string changed = _folder.Write("changed.safetensors", Weights.ChangedCifar10("stage3.1.proj.conv.weight", value => value * 1.01f));
        var run = ToolRun.Any(null, "compare", Spec, changed, Weights.Cifar10, "--json");
        Assert.Equal(1, run.Status);
        Assert.Equal("stage3.1", run.Json.GetProperty("firstDifference").GetString());
        var before = run.Json.GetProperty("blocks").EnumerateArray()
            .TakeWhile(block => block.GetProperty("name").GetString() != "stage3.1");
        Assert.All(before, block => Assert.False(block.GetProperty("differs").GetBoolean()));

        var text = ToolRun.Any(null, "compare", Spec, changed, Weights.Cifar10);
        Assert.Equal(1, text.Status);
        Assert.Contains("The first block that differs is stage3.1: most at [", text.Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Any(null, "compare", Spec, changed, Weights.Cifar10, "--tolerance", "0.5").Status);
    }

    [Fact]
    public void A_dump_agrees_with_its_weights()
    {
        string picture = TestData.Path("pictures", "chelsea.png");
        string dump = _folder["blocks.safetensors"];
        ToolRun.Of("dump", Spec, Weights.Cifar10, dump, "--picture", picture);
        using (var written = Checkpoint.Open(dump))
        {
            Assert.Equal(new long[] { 1, 3, 64, 64 }, written.Tensors["input"].Shape);
            Assert.Equal(new long[] { 1, 10 }, written.Tensors["head"].Shape);
        }

        foreach (var (a, b) in new[] { (Weights.Cifar10, dump), (dump, Weights.Cifar10), (dump, dump) })
        {
            string said = ToolRun.Of("compare", Spec, a, b, "--tolerance", "0").Output;
            Assert.Contains("All 13 blocks agree.", said, StringComparison.Ordinal);
        }

        Assert.Contains(
            "leave out --picture", ToolRun.Refused("compare", Spec, Weights.Cifar10, dump, "--seed", "3"), StringComparison.Ordinal);
        Assert.Contains(
            "--height and --width", ToolRun.Refused("compare", Spec, Weights.Cifar10, dump, "--height", "96"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_input_is_another_dump()
    {
        ToolRun.Of("dump", Spec, Weights.Cifar10, _folder["a"], "--seed", "1");
        ToolRun.Of("dump", Spec, Weights.Cifar10, _folder["b"], "--seed", "1");
        ToolRun.Of("dump", Spec, Weights.Cifar10, _folder["c"], "--seed", "2");
        Assert.Equal(File.ReadAllBytes(_folder["a"]), File.ReadAllBytes(_folder["b"]));
        Assert.NotEqual(File.ReadAllBytes(_folder["a"]), File.ReadAllBytes(_folder["c"]));
    }

    [Fact]
    public void A_dump_of_other_shapes_and_types_differs()
    {
        var dump = new SafetensorsBuilder();
        dump.Add("head", [1, 11], new float[11]);
        string shape = _folder.Write("shape.safetensors", dump.ToArray());
        var run = ToolRun.Any(null, "compare", Spec, Weights.Cifar10, shape, "--seed", "1");
        Assert.Equal(1, run.Status);
        Assert.Contains("the file has [1, 11]  differs", run.Output, StringComparison.Ordinal);

        dump = new SafetensorsBuilder();
        dump.Add("head", [10], new long[10]);
        run = ToolRun.Any(null, "compare", Spec, Weights.Cifar10, _folder.Write("type.safetensors", dump.ToArray()), "--seed", "1");
        Assert.Equal(1, run.Status);
        Assert.Contains("the file has Int64 values  differs", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_compare_is_no_agreement()
    {
        var dump = new SafetensorsBuilder();
        dump.Add("input", [3, 64, 64], new float[3 * 64 * 64]);
        dump.Add("other\u00e9", [1], [1]);
        var run = ToolRun.Any(null, "compare", Spec, Weights.Cifar10, _folder.Write("none.safetensors", dump.ToArray()));
        Assert.Equal(1, run.Status);
        Assert.Contains("There is no block to compare", run.Output, StringComparison.Ordinal);
        Assert.Contains("In the file, but no block: other\u00e9", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Dumps_of_different_inputs_are_not_compared()
    {
        ToolRun.Of("dump", Spec, Weights.Cifar10, _folder["a"], "--seed", "1");
        ToolRun.Of("dump", Spec, Weights.Cifar10, _folder["b"], "--seed", "2");
        string error = ToolRun.Refused("compare", Spec, _folder["a"], _folder["b"]);
        Assert.Contains("The inputs of the two dumps differ, first at 0, where ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dump_without_its_input_needs_to_be_told_it()
    {
        ToolRun.Of("dump", Spec, Weights.Cifar10, _folder["whole"], "--seed", "3");
        var dump = new SafetensorsBuilder();
        using (var written = Checkpoint.Open(_folder["whole"]))
            dump.Add("head", [1, 10], written.Floats("head"));
        string file = _folder.Write("head.safetensors", dump.ToArray());
        foreach (var (a, b) in new[] { (Weights.Cifar10, file), (file, Weights.Cifar10) })
        {
            string error = ToolRun.Refused("compare", Spec, a, b);
            Assert.Contains("has no tensor 'input': say by --picture or --seed", error, StringComparison.Ordinal);
            Assert.Contains("input: noise of seed 3", ToolRun.Of("compare", Spec, a, b, "--seed", "3").Output, StringComparison.Ordinal);
        }

        Assert.Contains("input: not in the dumps", ToolRun.Of("compare", Spec, file, file).Output, StringComparison.Ordinal);
        Assert.Contains("Both files are dumps", ToolRun.Refused("compare", Spec, file, file, "--seed", "3"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_integers_is_refused()
    {
        var dump = new SafetensorsBuilder();
        dump.Add("input", [3, 64, 64], new long[3 * 64 * 64]);
        string file = _folder.Write("integers.safetensors", dump.ToArray());
        Assert.Contains(
            "The tensor 'input' is of type Int64", ToolRun.Refused("compare", Spec, Weights.Cifar10, file), StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_differs_from_every_number()
    {
        ToolRun.Of("dump", Spec, Weights.Cifar10, _folder["a"]);
        var dump = new SafetensorsBuilder();
        float[] head = new float[10];
        using (var written = Checkpoint.Open(_folder["a"]))
        {
            written.Floats("head").CopyTo(head, 0);
            dump.Add("input", [3, 64, 64], written.Floats("input"));
        }

        head[3] = float.NaN;
        dump.Add("head", [10], head);
        var run = ToolRun.Any(null, "compare", Spec, Weights.Cifar10, _folder.Write("nan.safetensors", dump.ToArray()), "--json");
        Assert.Equal(1, run.Status);
        Assert.Equal("head", run.Json.GetProperty("firstDifference").GetString());
        Assert.Equal("[3]", run.Json.GetProperty("blocks")[13].GetProperty("place").GetString());
    }
}
