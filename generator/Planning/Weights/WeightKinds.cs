using static System.FormattableString;

namespace Emo.Codegen.Planning;

/// <summary>A 1x1 convolution or linear layer, in panels.</summary>
internal sealed record PointwiseWeights(long Offset, long Bytes, LinearSource Source) : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, source) = this;
            return $"pointwise {source.PackingText}";
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A dense convolution, whole: the stem's.</summary>
internal sealed record ConvolutionWeights(long Offset, long Bytes, ConvolutionSource Source) : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, source) = this;
            return $"convolution {source.PackingText}";
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A dense convolution in panels.</summary>
internal sealed record PanelConvolutionWeights(long Offset, long Bytes, ConvolutionSource Source) : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, source) = this;
            return $"panel convolution {source.PackingText}";
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A dense 3x3 convolution in panels, of each tap pattern the 16 numbers of <see cref="WinogradStep"/>.</summary>
internal sealed record WinogradWeights(long Offset, long Bytes, ConvolutionSource Source) : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, source) = this;
            return $"winograd {source.PackingText}";
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}

internal sealed record DepthwiseWeights(long Offset, long Bytes, string Name, int Channels, int KernelSize, BatchNormSource? Norm)
    : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, name, channels, kernelSize, norm) = this;
            return Invariant($"depthwise {name} {channels} {kernelSize}{norm?.PackingText}");
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}

internal sealed record LayerNormWeights(long Offset, long Bytes, string Name, int Channels) : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, name, channels) = this;
            return Invariant($"layer norm {name} {channels}");
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A batch norm that could not be folded.</summary>
internal sealed record BatchNormWeights(long Offset, long Bytes, BatchNormSource Norm) : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, norm) = this;
            return $"batch norm{norm.PackingText}";
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}

/// <summary>A layer scale that could not be folded: as scale and shift, which is 0.</summary>
internal sealed record LayerScaleWeights(long Offset, long Bytes, LayerScaleSource Source) : PackedWeights(Offset, Bytes)
{
    public override string PackingText
    {
        get
        {
            var (_, _, (name, channels)) = this;
            return Invariant($"layer scale {name} {channels}");
        }
    }

    public override T Accept<T>(IPackedWeightsVisitor<T> visitor) => visitor.Visit(this);
}
