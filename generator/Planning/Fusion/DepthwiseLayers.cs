using Emo.Codegen.Graph;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>
/// A depthwise convolution with the batch norm and the activation behind it: one step. A layer norm, <see cref="CellNorm"/>, is a step of
/// its own, and so is the activation behind it.
/// </summary>
internal sealed record DepthwiseLayers(
    ConvolutionLayer Convolution, BatchNormLayer? Norm, ActivationKind Activation, LayerNormLayer? CellNorm, ActivationKind CellActivation)
{
    public static DepthwiseLayers Of(ConvolutionLayers layers)
    {
        var activation = ConvolutionPlanner.Kind(layers.Activation);
        return layers.Norm is LayerNormLayer norm
            ? new DepthwiseLayers(layers.Convolution, Norm: null, ActivationKind.None, norm, activation)
            : new DepthwiseLayers(layers.Convolution, (BatchNormLayer?)layers.Norm, activation, CellNorm: null, ActivationKind.None);
    }

    /// <exception cref="InvalidOperationException">The convolution is none that the depthwise kernel computes.</exception>
    public DepthwiseStep Plan(PlanContext context, MapView source, MapView target, bool addSource)
    {
        var (name, shape) = (Convolution.Name, Convolution.Output);
        bool isDepthwise = Convolution.Groups == shape.Channels && Convolution.Input.Channels == shape.Channels;
        if (!isDepthwise || Convolution.Bias || Convolution.Dilation != 1)
            throw new InvalidOperationException($"{name}: a convolution with groups must be depthwise, undilated and without bias.");
        string label = $"{name}: depthwise {Convolution.KernelSize}x{Convolution.KernelSize}, stride {Convolution.Stride}";
        if (Norm is not null)
            label += ", norm";
        if (Activation != ActivationKind.None)
            label += $", {Activation.DisplayName()}";
        return new DepthwiseStep(
            addSource ? label + ", plus its input" : label,
            source,
            target,
            new DepthwiseGeometry(Convolution.KernelSize, Convolution.Stride, Convolution.Padding),
            Activation,
            addSource,
            context.Depthwise(name, shape.Channels, Convolution.KernelSize, Norm is null ? null : BatchNormSource.Of(Norm)));
    }
}
