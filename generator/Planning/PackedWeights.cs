namespace Emo.Codegen.Planning;

/// <summary>Where a layer's weights lie in the packed weights, in floats, and how they are made from the checkpoint.</summary>
internal abstract record PackedWeights(long Offset, long Floats);

internal sealed record PointwiseWeights(long Offset, long Floats, LinearSource Source) : PackedWeights(Offset, Floats);

internal sealed record ConvolutionWeights(long Offset, long Floats, string Name, int Outputs, int Inputs, int Kernel, bool Bias, BatchNormSource? Norm)
    : PackedWeights(Offset, Floats);

/// <summary>A dense convolution in panels of 48 outputs.</summary>
internal sealed record PanelConvolutionWeights(long Offset, long Floats, string Name, int Outputs, int Inputs, int Kernel, bool Bias, BatchNormSource? Norm)
    : PackedWeights(Offset, Floats);

internal sealed record DepthwiseWeights(long Offset, long Floats, string Name, int Channels, int Kernel, BatchNormSource Norm)
    : PackedWeights(Offset, Floats);

internal sealed record LayerNormWeights(long Offset, long Floats, string Name, int Channels) : PackedWeights(Offset, Floats);

internal sealed record BatchNormWeights(long Offset, long Floats, BatchNormSource Norm) : PackedWeights(Offset, Floats);

/// <summary>
/// A 1x1 convolution or linear layer with what is folded into it, innermost last: the layer of the norm of the inner layer.
/// <see cref="OutputNorm"/> is a norm behind the layer.
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
    BatchNormSource? OutputNorm = null)
{
    /// <summary>The inputs of the innermost layer.</summary>
    public int InnermostInputs => Inner?.InnermostInputs ?? Inputs;
}

internal sealed record BatchNormSource(string Name, int Channels, double Epsilon);

/// <summary>The first outputs are multiplied: the queries by the attention scale, times log2(e) since the kernel computes powers of 2.</summary>
internal sealed record OutputScale(int Count, double Factor);
