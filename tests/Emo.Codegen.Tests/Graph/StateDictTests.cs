using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Graph;

/// <summary>The tensors of the graphs are those of the official code: names and shapes, each once.</summary>
public sealed class StateDictTests
{
    public static TheoryData<string> Networks => [.. DownstreamSpecs.Names];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_tensors_are_those_of_the_official_code(string network)
    {
        var expected = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "state-dict-keys", $"{network}.keys.txt"))
            .Where(line => !line.StartsWith('#') && !line.StartsWith("auxiliary_head.", StringComparison.Ordinal))
            .Select(line => line[..line.LastIndexOf('\t')]);
        var graph = GraphBuilder.Build(DownstreamSpecs.Get(network));
        Assert.Equal(expected.Order(StringComparer.Ordinal), StateDictPlanner.Plan(graph).SelectMany(Lines).Order(StringComparer.Ordinal));
        Assert.Equal(graph.Outputs.Any(output => output.Name == "logits"), graph.IgnoredPrefixes.Contains("auxiliary_head."));
    }

    private static IEnumerable<string> Lines(StateTensors tensors)
    {
        string vector = $"\t[{tensors.Outputs}]";
        bool isNorm = tensors.Kind is StateTensorKind.BatchNorm or StateTensorKind.LayerNorm;
        yield return $"{tensors.Name}.weight{(isNorm ? vector : $"\t[{tensors.Outputs}, {tensors.Inputs}, {tensors.Kernel}, {tensors.Kernel}]")}";
        if (isNorm || tensors.Bias)
            yield return $"{tensors.Name}.bias{vector}";
        if (tensors.Kind != StateTensorKind.BatchNorm)
            yield break;
        yield return $"{tensors.Name}.running_mean{vector}";
        yield return $"{tensors.Name}.running_var{vector}";
        yield return $"{tensors.Name}.num_batches_tracked\t[]";
    }
}
