using static System.FormattableString;

namespace Emo.Codegen.Planning;

/// <summary>
/// A 1x1 convolution or linear layer with what is folded into it, innermost last: the layer of the norm of the inner layer.
/// Behind it stand <see cref="Scale"/>, <see cref="OutputNorm"/> and <see cref="LayerScale"/>, in this order. <see cref="Slice"/> are
/// the inputs that it is packed for, where others are for themselves.
/// </summary>
internal sealed record LinearSource(
    string Name,
    int Outputs,
    int Inputs,
    bool Bias,
    int Groups = 1,
    BatchNormSource? Norm = null,
    LinearSource? Inner = null,
    OutputScale? Scale = null,
    BatchNormSource? OutputNorm = null,
    LayerScaleSource? LayerScale = null,
    InputSlice? Slice = null)
{
    /// <summary>The inputs of the innermost layer.</summary>
    public int InnermostInputs => Inner?.InnermostInputs ?? Slice?.Count ?? Inputs;

    public string PackingText
    {
        get
        {
            var (name, outputs, inputs, bias, groups, norm, inner, scale, outputNorm, layerScale, slice) = this;
            string text = Invariant($"{name} {outputs} {inputs} {bias} {groups}{norm?.PackingText}");
            if (scale is var (count, factor))
                text += Invariant($" scale {count} {Bits.Of(factor)}");
            if (outputNorm is not null)
                text += $" before{outputNorm.PackingText}";
            if (layerScale is var (scaleName, _))
                text += $" layer scale {scaleName}";
            if (slice is not null)
                text += slice.PackingText;
            return inner is null ? text : $"{text} after {inner.PackingText}";
        }
    }
}

/// <summary>A dense convolution with the norm behind it.</summary>
internal sealed record ConvolutionSource(
    string Name, int Outputs, int Inputs, int KernelSize, bool Bias, BatchNormSource? Norm, int Groups = 1)
{
    public string PackingText
    {
        get
        {
            var (name, outputs, inputs, kernelSize, bias, norm, groups) = this;
            string text = Invariant($"{name} {outputs} {inputs} {kernelSize} {bias}{norm?.PackingText}");
            return groups == 1 ? text : Invariant($"{text} groups {groups}");
        }
    }
}

internal sealed record BatchNormSource(string Name, int Channels, double Epsilon)
{
    public static BatchNormSource Of(Graph.BatchNormLayer norm) => new(norm.Name, norm.Output.Channels, norm.Epsilon);

    public string PackingText
    {
        get
        {
            var (name, channels, epsilon) = this;
            return Invariant($" norm {name} {channels} {Bits.Of(epsilon)}");
        }
    }
}

/// <summary>A factor for each channel.</summary>
internal sealed record LayerScaleSource(string Name, int Channels)
{
    public static LayerScaleSource Of(Graph.ScaleLayer layer) => new(layer.Name, layer.Output.Channels);
}

/// <summary>
/// Some inputs of a layer that is the sum of such parts. The bias, and the shift of a norm behind the layer, belong to one of them.
/// </summary>
internal sealed record InputSlice(int First, int Count, bool Bias)
{
    public string PackingText
    {
        get
        {
            var (first, count, bias) = this;
            return Invariant($" inputs {first} {count} {bias}");
        }
    }
}

/// <summary>
/// The first outputs are multiplied: the queries by the attention scale, times log2(e) since the kernel computes powers of 2; or all of
/// them by 2, where an identity stands in for a depthwise convolution.
/// </summary>
internal sealed record OutputScale(int Count, double Factor);

/// <summary>The decimals of a double are not the same on every runtime; its bits are.</summary>
internal static class Bits
{
    public static string Of(double value) => Invariant($"{BitConverter.DoubleToInt64Bits(value):x16}");
}
