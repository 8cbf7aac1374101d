using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>What EMO's and EMOv2's codes call alike: blocks are modules of their stages.</summary>
internal static class StageTensorNames
{
    public static ClassifierNames Classifier { get; } = new(
        Norm: "norm",
        Convolution: "conv_head.conv",
        ConvolutionNorm: "conv_head.norm",
        PreHead: "pre_head.0",
        Head: "head",
        new[] { "norm.", "conv_head.", "pre_head.", "head." }.ToEquatableArray());

    public static BlockNames Block(string block, IEnumerable<OperatorNames> operators) => new(
        Norm: $"{block}.norm",
        operators.ToEquatableArray(),
        Depthwise: $"{block}.conv_local.conv",
        DepthwiseNorm: $"{block}.conv_local.norm",
        SqueezeExcite: $"{block}.se",
        Project: $"{block}.proj.conv",
        ProjectNorm: $"{block}.proj.norm",
        LayerScale: $"{block}.ls");

    public static IEnumerable<string> Behind(string prefix, int stage) =>
        Enumerable.Range(stage + 1, SpecLimits.MaxStages).Select(behind => $"{prefix}{BlockId.StageName(behind)}.");
}
