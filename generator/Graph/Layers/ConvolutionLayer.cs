namespace Emo.Codegen.Graph;

/// <summary>
/// A convolution with symmetric padding ceil((extent - stride) / 2), where a dilated kernel's extent is dilation * (kernelSize - 1) + 1.
/// Depthwise when there is a group for each channel.
/// </summary>
internal sealed record ConvolutionLayer(
    int Id,
    string Name,
    EquatableArray<int> Inputs,
    MapShape Input,
    MapShape Output,
    int KernelSize,
    int Stride,
    int Dilation,
    int Groups,
    bool Bias)
    : Layer(Id, Name, Inputs, Output)
{
    public int Padding => ((Dilation * (KernelSize - 1)) + 2 - Stride) / 2;

    public override GraphCost Cost =>
        GraphCost.OfProducts(Output.Channels, (long)Input.Channels / Groups * KernelSize * KernelSize, Bias, Output.Cells);

    public override IReadOnlyList<StateTensors> Tensors =>
        [StateTensors.Convolution(Name, Output.Channels, Input.Channels / Groups, KernelSize, Bias)];

    public override string Description
    {
        get
        {
            bool isDepthwise = Groups > 1 && Groups == Input.Channels;
            string text = isDepthwise
                ? FormattableString.Invariant($"depthwise {KernelSize}x{KernelSize}")
                : FormattableString.Invariant($"conv {KernelSize}x{KernelSize}");
            if (Stride > 1)
                text += FormattableString.Invariant($", stride {Stride}");
            if (Dilation > 1)
                text += FormattableString.Invariant($", dilation {Dilation}");
            if (Groups > 1 && !isDepthwise)
                text += FormattableString.Invariant($", {Groups} groups");
            return text;
        }
    }

    public override bool IsOperator => KernelSize > 1;

    /// <summary>A dilated kernel gets none: it would need many, and has few taps beside them.</summary>
    public override int ZeroCells => Dilation == 1 ? Padding : 0;

    public override bool JoinsRowOf(Layer before) => false;
}
