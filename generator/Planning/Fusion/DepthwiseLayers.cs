using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>A depthwise convolution with the batch norm and the activation behind it: one step.</summary>
internal sealed record DepthwiseLayers(ConvolutionLayer Convolution, BatchNormLayer Norm, ActivationKind Activation)
{
    public static DepthwiseLayers Take(BlockCursor cursor) =>
        new(cursor.Take<ConvolutionLayer>(), cursor.Take<BatchNormLayer>(), cursor.TakeActivation());

    /// <summary>In an iRMB the depthwise convolution is the one with a norm behind it.</summary>
    public static DepthwiseLayers? TryTake(BlockCursor cursor) => cursor.IsAt<ConvolutionLayer, BatchNormLayer>() ? Take(cursor) : null;

    /// <exception cref="InvalidOperationException">The convolution is none that the depthwise kernel computes.</exception>
    public DepthwiseStep Plan(PlanContext context, MapView source, MapView target, bool addSource)
    {
        var (name, shape) = (Convolution.Name, Convolution.Output);
        bool isDepthwise = Convolution.Groups == shape.Channels && Convolution.Input.Channels == shape.Channels;
        if (!isDepthwise || Convolution.Bias || Convolution.Dilation != 1)
            throw new InvalidOperationException($"{name}: a convolution with groups must be depthwise, undilated and without bias.");
        string label = $"{name}: depthwise {Convolution.KernelSize}x{Convolution.KernelSize}, stride {Convolution.Stride}, norm";
        if (Activation != ActivationKind.None)
            label += $", {Activation.DisplayName()}";
        return new DepthwiseStep(
            addSource ? label + ", plus its input" : label,
            source,
            target,
            new DepthwiseGeometry(Convolution.KernelSize, Convolution.Stride, Convolution.Padding),
            Activation,
            addSource,
            context.Depthwise(name, shape.Channels, Convolution.KernelSize, BatchNormSource.Of(Norm)));
    }
}
