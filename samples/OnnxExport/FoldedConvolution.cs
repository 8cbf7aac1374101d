using Emo.Codegen.Graph;

namespace Emo.Onnx;

/// <summary>
/// The weights of a convolution with the batch norms around it and a layer scale behind it folded in, computed in double and rounded once.
/// </summary>
internal sealed record FoldedConvolution(float[] Weight, float[]? Bias)
{
    public static FoldedConvolution Of(ConvolutionLayer convolution, NormFolding folding, TensorSource weights)
    {
        double[] weight = Array.ConvertAll(weights(convolution.Name + ".weight"), value => (double)value);
        double[]? bias = convolution.Bias ? Array.ConvertAll(weights(convolution.Name + ".bias"), value => (double)value) : null;
        if (folding.NormBefore(convolution) is { } before)
            FoldBefore(convolution, ScaleShift.Of(before, weights), weight, bias ??= new double[convolution.Output.Channels]);
        if (folding.NormAfter(convolution) is { } after)
            FoldAfter(ScaleShift.Of(after, weights), weight, bias ??= new double[convolution.Output.Channels]);
        if (folding.ScaleAfter(convolution) is { } scale)
            Multiply(weights(scale.Name + ".gamma"), weight, bias);
        return new FoldedConvolution(Rounded(weight), bias is null ? null : Rounded(bias));
    }

    /// <summary>For 1x1 convolutions: W (s x + t) + b = (W s) x + (W t + b).</summary>
    private static void FoldBefore(ConvolutionLayer convolution, ScaleShift norm, double[] weight, double[] bias)
    {
        int inputs = convolution.Input.Channels / convolution.Groups;
        int outputs = convolution.Output.Channels / convolution.Groups;
        for (int i = 0; i < weight.Length; i++)
        {
            int output = i / inputs;
            int channel = (output / outputs * inputs) + (i % inputs);
            bias[output] += weight[i] * norm.Shift[channel];
            weight[i] *= norm.Scale[channel];
        }
    }

    private static void FoldAfter(ScaleShift norm, double[] weight, double[] bias)
    {
        int length = weight.Length / bias.Length;
        for (int i = 0; i < weight.Length; i++)
            weight[i] *= norm.Scale[i / length];
        for (int output = 0; output < bias.Length; output++)
            bias[output] = (bias[output] * norm.Scale[output]) + norm.Shift[output];
    }

    private static void Multiply(float[] factors, double[] weight, double[]? bias)
    {
        int length = weight.Length / factors.Length;
        for (int i = 0; i < weight.Length; i++)
            weight[i] *= factors[i / length];
        for (int output = 0; output < bias?.Length; output++)
            bias[output] *= factors[output];
    }

    private static float[] Rounded(double[] values) => Array.ConvertAll(values, value => (float)value);
}
