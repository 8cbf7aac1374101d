using Emo.Codegen.Graph;

namespace Emo.Onnx;

/// <summary>A batch norm at inference as scale * x + shift for each channel, in double.</summary>
internal sealed record ScaleShift(double[] Scale, double[] Shift)
{
    public static ScaleShift Of(BatchNormLayer norm, TensorSource weights)
    {
        float[] gamma = weights(norm.Name + ".weight");
        float[] beta = weights(norm.Name + ".bias");
        float[] mean = weights(norm.Name + ".running_mean");
        float[] variance = weights(norm.Name + ".running_var");
        double[] scale = [.. gamma.Select((value, c) => value / Math.Sqrt(variance[c] + norm.Epsilon))];
        return new ScaleShift(scale, [.. scale.Select((value, c) => beta[c] - (mean[c] * value))]);
    }
}
