using System.Globalization;
using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>How the runtime's WeightPacker packs each layout of weights.</summary>
internal sealed class PackingCalls : IPackedWeightsVisitor<PackingCall>
{
    public PackingCall Visit(PointwiseWeights weights) => new("Pointwise", [Linear(weights.Source)]) { Chain = Folded(weights.Source) };

    public PackingCall Visit(ConvolutionWeights weights) => new("Convolution", Convolution(weights.Source));

    public PackingCall Visit(PanelConvolutionWeights weights) =>
        new("PanelConvolution", Convolution(weights.Source));

    public PackingCall Visit(WinogradWeights weights) => new(
        "Winograd",
        [
            Quoted(weights.Source.Name),
            $"outputs: {Code.Text(weights.Source.Outputs)}",
            $"inputs: {Code.Text(weights.Source.Inputs)}",
            $"bias: {Bool(weights.Source.Bias)}",
            $"norm: {NormOrNull(weights.Source.Norm)}",
        ]);

    public PackingCall Visit(DepthwiseWeights weights) => new(
        "Depthwise",
        [
            Quoted(weights.Name),
            $"channels: {Code.Text(weights.Channels)}",
            $"kernelSize: {Code.Text(weights.KernelSize)}",
            $"norm: {NormOrNull(weights.Norm)}",
        ]);

    public PackingCall Visit(LayerNormWeights weights) =>
        new("LayerNorm", [Quoted(weights.Name), $"channels: {Code.Text(weights.Channels)}"]);

    public PackingCall Visit(BatchNormWeights weights) =>
        new("ScaleShift", [$"channels: {Code.Text(weights.Norm.Channels)}", BatchNorm(weights.Norm)]);

    public PackingCall Visit(LayerScaleWeights weights) =>
        new("ScaleShift", [$"channels: {Code.Text(weights.Source.Channels)}", LayerScale(weights.Source)]);

    /// <summary>The batch norm before the last linear layer, for embeddings.</summary>
    public static string Embedding(BatchNormSource norm) =>
        $"packer.Embedding(channels: {Code.Text(norm.Channels)}, {BatchNorm(norm)});";

    private static List<string> Convolution(ConvolutionSource source)
    {
        List<string> arguments =
        [
            Quoted(source.Name),
            $"outputs: {Code.Text(source.Outputs)}",
            $"inputs: {Code.Text(source.Inputs)}",
            $"kernelSize: {Code.Text(source.KernelSize)}",
            $"bias: {Bool(source.Bias)}",
            $"norm: {NormOrNull(source.Norm)}",
        ];
        if (source.Groups > 1)
            arguments.Add($"groups: {Code.Text(source.Groups)}");
        return arguments;
    }

    private static string Linear(LinearSource source)
    {
        string groups = source.Groups == 1 ? "" : $", groups: {Code.Text(source.Groups)}";
        return
            $"packer.Linear({Quoted(source.Name)}, outputs: {Code.Text(source.Outputs)}, inputs: {Code.Text(source.Inputs)}, " +
            $"bias: {Bool(source.Bias)}{groups})";
    }

    /// <summary>The calls on a linear layer that fold others into it.</summary>
    private static List<string> Folded(LinearSource source)
    {
        List<string> calls = [];
        if (source.Norm is { } norm)
            calls.Add($".After({BatchNorm(norm)})");
        if (source.Inner is { } inner)
            calls.Add($".After({Linear(inner)}{string.Concat(Folded(inner))})");
        if (source.Scale is { } scale)
            calls.Add($".ScaleOutputs(count: {Code.Text(scale.Count)}, factor: {Number(scale.Factor)})");
        if (source.OutputNorm is { } outputNorm)
            calls.Add($".Then({BatchNorm(outputNorm)})");
        if (source.LayerScale is { } layerScale)
            calls.Add($".Then({LayerScale(layerScale)})");
        if (source.Slice is var (first, count, bias))
            calls.Add($".SliceInputs(first: {Code.Text(first)}, count: {Code.Text(count)}, bias: {Bool(bias)})");
        return calls;
    }

    private static string LayerScale(LayerScaleSource scale) =>
        $"packer.LayerScale({Quoted(scale.Name)}, channels: {Code.Text(scale.Channels)})";

    private static string NormOrNull(BatchNormSource? norm) => norm is null ? "null" : BatchNorm(norm);

    private static string BatchNorm(BatchNormSource norm) =>
        $"packer.BatchNorm({Quoted(norm.Name)}, channels: {Code.Text(norm.Channels)}, epsilon: {Number(norm.Epsilon)})";

    private static string Quoted(string name) => $"\"{name}\"";

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
