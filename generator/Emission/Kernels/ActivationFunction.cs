using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>An activation over a vector. One algorithm for every width, so that the bits do not depend on the CPU.</summary>
internal sealed record ActivationFunction(Activation Activation) : Kernel
{
    public override string BaseName => Activation.ToString();

    public override void Emit(KernelWriter writer)
    {
        switch (Activation)
        {
            case Activation.Relu:
                Function(writer, "max(x, 0).", "MaxNative(x, Floats.Zero)");
                break;
            case Activation.Relu6:
                Function(writer, "min(max(x, 0), 6).", $"MinNative(MaxNative(x, Floats.Zero), {writer.Constant(6)})");
                break;
            case Activation.HardSigmoid:
                Function(writer, "relu6(x + 3) / 6.", $"{Relu6(writer, $"x + {writer.Constant(3)}")} * {writer.Constant(1 / 6f)}");
                break;
            case Activation.HardSwish:
                Function(writer, "x relu6(x + 3) / 6.", $"x * ({Relu6(writer, $"x + {writer.Constant(3)}")} * {writer.Constant(1 / 6f)})");
                break;
            case Activation.Sigmoid:
                Function(writer, "1 / (1 + exp(-x)).", $"{writer.Constant(1)} / ({writer.Constant(1)} + {Exp(writer)})");
                break;
            case Activation.Silu:
                Function(writer, "x sigmoid(x).", $"x / ({writer.Constant(1)} + {Exp(writer)})");
                break;
            case Activation.Gelu:
                Gelu(writer);
                break;
        }
    }

    private static string Relu6(KernelWriter writer, string value) => writer.Activate(Activation.Relu6, value);

    /// <summary>exp(-x).</summary>
    private static string Exp(KernelWriter writer) => $"{writer.Use(new Exp2Function())}(x * {writer.Constant(-1.44269504f)}, constants)";

    private static void Function(KernelWriter writer, string summary, string expression)
    {
        writer.Summary(summary);
        using (writer.Function("Floats x, float* constants"))
            writer.Line($"return {expression};");
    }

    /// <summary>
    /// The normal distribution function is odd around 1/2, and beyond 5.25 it is 0 or 1 within float: a polynomial in x^2,
    /// mapped to [-1, 1] so that its coefficients are small. Fitted for the absolute error of x Phi(x): 9e-7 in float.
    /// </summary>
    private static void Gelu(KernelWriter writer)
    {
        float[] coefficients =
        [
            -0.000234414765f, 0.00119452213f, -0.00220393552f, 0.00253947615f, -0.00422905525f, 0.00843648612f, -0.0133791948f,
            0.018598089f, -0.0248990711f, 0.0320124663f, -0.0397775955f, 0.0496474206f, -0.0671264231f, 0.13465932f,
        ];
        writer.Summary("x Phi(x), the exact (erf) form: Phi is 1/2 plus x times a polynomial in x^2, x clamped to +-5.25.");
        using (writer.Function("Floats x, float* constants"))
        {
            writer.Line($"Floats z = MinNative(MaxNative(x, {writer.Constant(-5.25f)}), {writer.Constant(5.25f)});");
            writer.Line($"Floats t = MultiplyAddEstimate(z * z, {writer.Constant(2 / (5.25f * 5.25f))}, {writer.Constant(-1)});");
            writer.Line($"Floats p = {writer.Constant(coefficients[0])};");
            foreach (float coefficient in coefficients.Skip(1))
                writer.Line($"p = MultiplyAddEstimate(p, t, {writer.Constant(coefficient)});");
            writer.Line($"return x * MultiplyAddEstimate(z, p, {writer.Constant(0.5f)});");
        }
    }
}
