using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>EMOv2's <c>model/lib_emo/emo2.py</c>.</summary>
internal sealed class Emo2TensorNames(string prefix) : ITensorNames
{
    /// <summary>EMOv2's are those of <c>net</c>, and not of its average <c>net_E</c>: its README has the best of <c>net</c>.</summary>
    public string? PreferredKey => "net";

    public StemNames Stem { get; } = new(
        Convolution: $"{prefix}stage0.0.conv",
        Norm: $"{prefix}stage0.0.norm",
        Depthwise: $"{prefix}stage0.1.conv",
        DepthwiseNorm: $"{prefix}stage0.1.norm",
        SqueezeExcite: $"{prefix}stage0.1.se",
        Project: $"{prefix}stage0.2.conv");

    public ClassifierNames Classifier(int blocks) => StageTensorNames.Classifier;

    public BlockNames Block(BlockId id, int position, EquatableArray<ExpandOperator> expand)
    {
        string block = $"{prefix}{id.Name}";
        return StageTensorNames.Block(block, expand.Select((each, index) => Operator(each.Kind, $"{block}.eops.{index}")));
    }

    public IEnumerable<string> PrefixesBehind(int stage, int blocks) => StageTensorNames.Behind(prefix, stage);

    private static OperatorNames Operator(ExpandKind kind, string name)
    {
        string module = kind.Attends() ? $"{name}.v" : $"{name}.net";
        return new OperatorNames(Attention: name, Convolution: $"{module}.conv", Norm: $"{module}.norm");
    }
}
