using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// EMO's <c>model/emo.py</c>. What that code does not have, a sum of operators or a layer scale, is called as in EMOv2's.
/// </summary>
internal sealed class EmoTensorNames(string prefix) : ITensorNames
{
    /// <summary>EMO's accuracies are those of the average <c>net_E</c>, which goes first anyway.</summary>
    public string? PreferredKey => null;

    public StemNames Stem { get; } = new(
        Convolution: $"{prefix}stage0.0.convs.0.0",
        Norm: $"{prefix}stage0.0.convs.0.1",
        Depthwise: $"{prefix}stage0.1.conv_local.conv",
        DepthwiseNorm: $"{prefix}stage0.1.conv_local.norm",
        SqueezeExcite: $"{prefix}stage0.1.se",
        Project: $"{prefix}stage0.1.proj.conv");

    public ClassifierNames Classifier(int blocks) => StageTensorNames.Classifier;

    public BlockNames Block(BlockId id, int position, EquatableArray<ExpandOperator> expand)
    {
        string block = $"{prefix}{id.Name}";
        return StageTensorNames.Block(block, expand.Select((_, index) => Operator(expand.Count == 1 ? block : $"{block}.eops.{index}")));
    }

    public IEnumerable<string> PrefixesBehind(int stage, int blocks) => StageTensorNames.Behind(prefix, stage);

    private static OperatorNames Operator(string name) => new(Attention: name, Convolution: $"{name}.v.conv", Norm: $"{name}.v.norm");
}
