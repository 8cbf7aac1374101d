using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>A convolution of a neck or head with what is fused into it: 1x1, depthwise or dense.</summary>
internal sealed class ConvolutionPlanner(PlanContext context, LayerReaders readers, LayerMaps maps)
{
    /// <summary>An activation that may be missing.</summary>
    public static ActivationKind Kind(ActivationLayer? layer) => layer?.Activation ?? ActivationKind.None;

    public void Plan(ConvolutionLayer convolution, string buffer)
    {
        var fused = FusedLayers.Of(convolution, readers, maps);
        bool isDepthwise = convolution.Groups > 1;
        var source = isDepthwise ? maps.Padded(convolution.Inputs[0], convolution.Padding) : maps[convolution.Inputs[0]];
        var target = fused.Sum ?? maps.New(buffer, convolution.Output, readers.Padding(fused.Last));
        if (isDepthwise)
            context.Add(Depthwise(convolution, fused, source, target));
        else if (convolution is { KernelSize: 1, Stride: 1 })
            context.Add(Pointwise(convolution, fused, source, target));
        else if (IsWinograd(convolution))
            context.Add(Winograd(convolution, fused, source, target));
        else
            context.Add(Dense(convolution, fused, source, target));
        maps.Add(fused, target);
    }

    /// <summary>
    /// With few channels making the Winograd tiles takes longer than it saves; with many the weights, 16 numbers for 9 taps, are too much
    /// to load.
    /// The size of the map does not decide, on which weights must not depend.
    /// </summary>
    private static bool IsWinograd(ConvolutionLayer convolution) =>
        convolution is { KernelSize: 3, Stride: 1, Dilation: 1, Groups: 1, Input.Channels: >= 96 and <= 512, Output.Channels: >= 96 };

    private WinogradStep Winograd(ConvolutionLayer convolution, FusedLayers fused, MapView source, MapView target)
    {
        var scratch = WinogradScratch.Of(convolution.Input, convolution.Output);
        return new WinogradStep(
            Label(convolution, fused) + ", Winograd F(2x2, 3x3)",
            source,
            target,
            fused.Activation,
            AddToTarget: fused.Sum is not null,
            context.Winograd(Source(convolution, fused)),
            scratch,
            context.NewBuffer("scratch", scratch.Bytes, perWorker: true));
    }

    private DepthwiseStep Depthwise(ConvolutionLayer convolution, FusedLayers fused, MapView source, MapView target)
    {
        if (fused.Norm is not { } norm || fused.Sum is not null)
        {
            throw new InvalidOperationException(
                $"{convolution.Name}: a depthwise convolution must have a batch norm behind it, and no sum.");
        }

        var layers = new DepthwiseLayers(convolution, norm, fused.Activation, CellNorm: null, ActivationKind.None);
        return layers.Plan(context, source, target, addSource: false);
    }

    private PointwiseStep Pointwise(ConvolutionLayer convolution, FusedLayers fused, MapView source, MapView target)
    {
        var linear = new LinearSource(
            convolution.Name, convolution.Output.Channels, convolution.Input.Channels, convolution.Bias, OutputNorm: fused.NormSource);
        return new PointwiseStep(
            Label(convolution, fused), source, target, fused.Activation, fused.Sum, context.Pointwise(linear), WeightsBuffer: null);
    }

    private ConvolutionStep Dense(ConvolutionLayer convolution, FusedLayers fused, MapView source, MapView target)
    {
        long weights = context.PanelConvolution(Source(convolution, fused));
        return new ConvolutionStep(
            Label(convolution, fused),
            source,
            target,
            new ConvolutionGeometry(convolution.KernelSize, convolution.Stride, convolution.Dilation, convolution.Padding),
            fused.Activation,
            AddToTarget: fused.Sum is not null,
            weights);
    }

    private static ConvolutionSource Source(ConvolutionLayer convolution, FusedLayers fused) => new(
        convolution.Name,
        convolution.Output.Channels,
        convolution.Input.Channels,
        convolution.KernelSize,
        convolution.Bias,
        fused.NormSource);

    private static string Label(ConvolutionLayer convolution, FusedLayers fused)
    {
        int size = convolution.KernelSize;
        string label = $"{convolution.Name}: {size}x{size}, {convolution.Input} -> {convolution.Output}";
        if (convolution.Stride > 1)
            label += $", stride {convolution.Stride}";
        if (convolution.Dilation > 1)
            label += $", dilation {convolution.Dilation}";
        if (fused.Norm is not null)
            label += ", norm";
        if (fused.Activation != ActivationKind.None)
            label += $", {fused.Activation.DisplayName()}";
        return fused.Sum is null ? label : label + ", added";
    }
}
