using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Graph;

/// <summary>The tensors of the graphs are those of the official code: names and shapes, each once.</summary>
public sealed class StateDictTests
{
    public static TheoryData<string> Networks => [.. DownstreamSpecs.Names];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_tensors_are_those_of_the_official_code(string network) => Check(network, DownstreamSpecs.Get(network));

    /// <summary>The networks that were trained for this project, whose checkpoints were saved by PyTorch.</summary>
    [Theory]
    [InlineData("ssdlite-cells")]
    [InlineData("deeplabv3-nuclei")]
    public void The_tensors_are_those_of_the_checkpoint(string network) => Check(network, ShippedSpecs.Find(network)!.Spec!);

    public static TheoryData<string> Emo2Networks => [.. DownstreamSpecs.Emo2Names];

    [Theory]
    [MemberData(nameof(Emo2Networks))]
    public void The_tensors_are_those_of_EMOv2s_code(string name)
    {
        string[] parts = name.Replace("fpn-", "semfpn-", StringComparison.Ordinal).Split('-');
        Check($"emo2-{parts[0]}-{parts[2]}", DownstreamSpecs.Shipped(name));
    }

    /// <summary>Upstream's segmentation folder as committed: layer norm and GELU behind the depthwise convolutions.</summary>
    [Fact]
    public void A_backbone_takes_another_norm_behind_its_depthwise_convolutions()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "test-specs", "deeplabv3-emo2-1m-lnlocal.json");
        var spec = BackboneResolver.Resolve(SpecReader.Read(path, File.ReadAllText(path)), []).Spec!;
        Check("emo2-deeplabv3-1m-lnlocal", spec);
        var depthwise = spec.Stages.SelectMany(stage => stage.Blocks).Select(block => block.Depthwise!);
        Assert.All(depthwise, each => Assert.Equal((NormKind.Layer, ActivationKind.Gelu), (each.Norm, each.Activation)));
    }

    [Theory]
    [InlineData("emo-1m", "emo-1m")]
    [InlineData("emo-6m", "emo-6m")]
    [InlineData("emo2-1m", "emo2-1m")]
    [InlineData("emo2-1m-256", "emo2-1m-256")]
    [InlineData("emo2-1m-512", "emo2-1m")]
    [InlineData("emo2-2m", "emo2-2m")]
    [InlineData("emo2-2m-256", "emo2-2m")]
    [InlineData("emo2-2m-512", "emo2-2m")]
    [InlineData("emo2-5m", "emo2-5m")]
    [InlineData("emo2-5m-256", "emo2-5m")]
    [InlineData("emo2-5m-512", "emo2-5m-512")]
    [InlineData("emo2-20m", "emo2-20m")]
    [InlineData("emo2-20m-256", "emo2-20m")]
    [InlineData("mobilenetv2-1.0", "mobilenetv2")]
    public void The_tensors_of_a_classifier_are_those_of_the_official_code(string name, string keys)
    {
        var graph = GraphBuilder.Build(ShippedSpecs.Find(name)!.Spec!);
        var actual = StateDictPlanner.Plan(graph).SelectMany(Lines);
        Assert.Equal(Keys(keys).Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Keys(string network) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "state-dict-keys", $"{network}.keys.txt"))
            .Where(line => !line.StartsWith('#') && !line.StartsWith("auxiliary_head.", StringComparison.Ordinal))
            .Select(line => line[..line.LastIndexOf('\t')]);

    private static void Check(string network, ModelSpec spec)
    {
        var expected = Keys(network);
        var graph = GraphBuilder.Build(spec);
        Assert.Equal(expected.Order(StringComparer.Ordinal), StateDictPlanner.Plan(graph).SelectMany(Lines).Order(StringComparer.Ordinal));
        Assert.Equal(graph.Outputs.Any(output => output.Name == "logits"), graph.IgnoredPrefixes.Contains("auxiliary_head."));
    }

    /// <summary>The modules of a block with one operator or another; the first of a stage always has its depthwise convolution.</summary>
    [Theory]
    [InlineData("both", "batch", "norm qk.conv v.conv conv_local.conv conv_local.norm proj.conv")]
    [InlineData("both", "none", "qk.conv v.conv conv_local.conv conv_local.norm proj.conv")]
    [InlineData("depthwise", "layer", "norm.norm v.conv conv_local.conv conv_local.norm proj.conv")]
    [InlineData("attention", "batch", "norm qk.conv v.conv proj.conv")]
    [InlineData("none", "batch", "norm v.conv proj.conv")]
    [InlineData("none", "none", "v.conv proj.conv")]
    public void A_block_has_the_tensors_of_its_operator(string kind, string norm, string modules)
    {
        string stage =
            $$"""{ "depth": 2, "width": 8, "expansion": 2, "norm": "{{norm}}", "operator": "{{kind}}", "attention": { "headWidth": 4 } }""";
        var tensors = StateDictPlanner.Plan(GraphBuilder.Build(SpecReader.Read("x.json", TestSpecs.Small(stage: stage)).Spec!));
        Assert.Equal(modules.Split(' ').Select(module => "stage1.1." + module), Names("stage1.1."));
        Assert.Contains("stage1.0.conv_local.conv", Names("stage1.0."));
        Assert.Equal(norm != "none", Names("norm").Any());

        IEnumerable<string> Names(string prefix) =>
            tensors.Select(tensor => tensor.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Lines(StateTensors tensors)
    {
        if (tensors.Kind == StateTensorKind.LayerScale)
        {
            yield return $"{tensors.Name}.gamma\t[1, {tensors.Outputs}, 1, 1]";
            yield break;
        }

        string vector = $"\t[{tensors.Outputs}]";
        bool isNorm = tensors.Kind is StateTensorKind.BatchNorm or StateTensorKind.LayerNorm;
        string kernels = tensors.Kind == StateTensorKind.Linear
            ? $"\t[{tensors.Outputs}, {tensors.Inputs}]"
            : $"\t[{tensors.Outputs}, {tensors.Inputs}, {tensors.KernelSize}, {tensors.KernelSize}]";
        yield return $"{tensors.Name}.weight{(isNorm ? vector : kernels)}";
        if (isNorm || tensors.Bias)
            yield return $"{tensors.Name}.bias{vector}";
        if (tensors.Kind != StateTensorKind.BatchNorm)
            yield break;
        yield return $"{tensors.Name}.running_mean{vector}";
        yield return $"{tensors.Name}.running_var{vector}";
        yield return $"{tensors.Name}.num_batches_tracked\t[]";
    }
}
