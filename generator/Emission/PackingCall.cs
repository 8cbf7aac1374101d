using System.Globalization;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The method of the runtime's WeightPacker that packs a layer's weights, and its arguments behind the offset.</summary>
internal sealed class PackingCall : IPackedWeightsVisitor<(string Method, IReadOnlyList<string> Arguments)>
{
    public (string Method, IReadOnlyList<string> Arguments) Visit(PointwiseWeights weights) => ("Pointwise", [Linear(weights.Source)]);

    public (string Method, IReadOnlyList<string> Arguments) Visit(ConvolutionWeights weights) =>
        ("Convolution", Convolution(weights.Source));

    public (string Method, IReadOnlyList<string> Arguments) Visit(PanelConvolutionWeights weights) =>
        ("PanelConvolution", Convolution(weights.Source));

    public (string Method, IReadOnlyList<string> Arguments) Visit(DepthwiseWeights weights) => (
        "Depthwise",
        [
            Quoted(weights.Name),
            $"channels: {Code.Text(weights.Channels)}",
            $"kernelSize: {Code.Text(weights.KernelSize)}",
            $"norm: {BatchNorm(weights.Norm)}",
        ]);

    public (string Method, IReadOnlyList<string> Arguments) Visit(LayerNormWeights weights) =>
        ("LayerNorm", [Quoted(weights.Name), $"channels: {Code.Text(weights.Channels)}"]);

    public (string Method, IReadOnlyList<string> Arguments) Visit(BatchNormWeights weights) =>
        ("ScaleShift", [$"channels: {Code.Text(weights.Norm.Channels)}", BatchNorm(weights.Norm)]);

    private static IReadOnlyList<string> Convolution(ConvolutionSource source) =>
    [
        Quoted(source.Name),
        $"outputs: {Code.Text(source.Outputs)}",
        $"inputs: {Code.Text(source.Inputs)}",
        $"kernelSize: {Code.Text(source.KernelSize)}",
        $"bias: {Bool(source.Bias)}",
        $"norm: {(source.Norm is null ? "null" : BatchNorm(source.Norm))}",
    ];

    private static string Linear(LinearSource source)
    {
        string groups = source.Groups == 1 ? "" : $", groups: {Code.Text(source.Groups)}";
        string text =
            $"packer.Linear({Quoted(source.Name)}, outputs: {Code.Text(source.Outputs)}, inputs: {Code.Text(source.Inputs)}, " +
            $"bias: {Bool(source.Bias)}{groups})";
        if (source.Norm is { } norm)
            text += $".After({BatchNorm(norm)})";
        if (source.Inner is { } inner)
            text += $".After({Linear(inner)})";
        if (source.OutputNorm is { } outputNorm)
            text += $".Then({BatchNorm(outputNorm)})";
        if (source.Scale is { } scale)
            text += $".ScaleOutputs(count: {Code.Text(scale.Count)}, factor: {Number(scale.Factor)})";
        return text;
    }

    private static string BatchNorm(BatchNormSource norm) =>
        $"packer.BatchNorm({Quoted(norm.Name)}, channels: {Code.Text(norm.Channels)}, epsilon: {Number(norm.Epsilon)})";

    private static string Quoted(string name) => $"\"{name}\"";

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
