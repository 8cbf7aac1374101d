using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// torchvision's <c>models/mobilenetv2.py</c>: stem, blocks and the last convolution are numbered together, and the modules of a block by
/// their place, which is one less where nothing expands.
/// </summary>
internal sealed class MobileNetV2TensorNames(string prefix) : ITensorNames
{
    private static readonly EquatableArray<string> s_classifier = new[] { "classifier." }.ToEquatableArray();

    /// <summary>Blocks that a longer network may have.</summary>
    private const int MaxBlocks = 256;

    public string? PreferredKey => null;

    /// <summary>There is nothing behind the convolution: the spec's reader refuses what this family has no name for.</summary>
    public StemNames Stem { get; } = new(
        Convolution: $"{prefix}features.0.0",
        Norm: $"{prefix}features.0.1",
        Depthwise: "",
        DepthwiseNorm: "",
        SqueezeExcite: "",
        Project: "");

    public ClassifierNames Classifier(int blocks) => new(
        Norm: "",
        Convolution: $"{prefix}features.{blocks + 1}.0",
        ConvolutionNorm: $"{prefix}features.{blocks + 1}.1",
        PreHead: "",
        Head: "classifier.1",
        s_classifier);

    public BlockNames Block(BlockId id, int position, EquatableArray<ExpandOperator> expand)
    {
        string block = $"{prefix}features.{position + 1}.conv";
        int expanding = expand.Count;
        return new BlockNames(
            Norm: "",
            expand.Select(_ => new OperatorNames(Attention: "", Convolution: $"{block}.0.0", Norm: $"{block}.0.1")).ToEquatableArray(),
            Depthwise: $"{block}.{expanding}.0",
            DepthwiseNorm: $"{block}.{expanding}.1",
            SqueezeExcite: "",
            Project: $"{block}.{expanding + 1}",
            ProjectNorm: $"{block}.{expanding + 2}",
            LayerScale: "");
    }

    public IEnumerable<string> PrefixesBehind(int stage, int blocks) =>
        Enumerable.Range(blocks + 1, MaxBlocks).Select(behind => $"{prefix}features.{behind}.");
}
