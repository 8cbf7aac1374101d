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
                Function(writer, "max(x, 0).", "Simd.MaxNative(x, Floats.Zero)");
                break;
            case Activation.Relu6:
                Function(writer, "min(max(x, 0), 6).", "Simd.MinNative(Simd.MaxNative(x, Floats.Zero), Simd.Create(6f))");
                break;
            case Activation.HardSigmoid:
                Function(writer, "relu6(x + 3) / 6.", $"{Relu6(writer)}(x + Simd.Create(3f)) * Simd.Create(1 / 6f)");
                break;
            case Activation.HardSwish:
                Function(writer, "x relu6(x + 3) / 6.", $"x * ({Relu6(writer)}(x + Simd.Create(3f)) * Simd.Create(1 / 6f))");
                break;
            case Activation.Sigmoid:
                Function(writer, "1 / (1 + exp(-x)).", $"Floats.One / (Floats.One + {Exp2(writer)}(x * Simd.Create(-1.44269504f)))");
                break;
            case Activation.Silu:
                Function(writer, "x sigmoid(x).", $"x / (Floats.One + {Exp2(writer)}(x * Simd.Create(-1.44269504f)))");
                break;
            case Activation.Gelu:
                Gelu(writer);
                break;
        }
    }

    private static string Relu6(KernelWriter writer) => writer.Use(new ActivationFunction(Activation.Relu6));

    private static string Exp2(KernelWriter writer) => writer.Use(new Exp2Function());

    private static void Function(KernelWriter writer, string summary, string expression)
    {
        writer.Summary(summary);
        using (writer.Function("Floats x"))
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
        using (writer.Function("Floats x"))
        {
            writer.Line("Floats z = Simd.MinNative(Simd.MaxNative(x, Simd.Create(-5.25f)), Simd.Create(5.25f));");
            writer.Line("Floats t = Simd.MultiplyAddEstimate(z * z, Simd.Create(2 / (5.25f * 5.25f)), Simd.Create(-1f));");
            writer.Line($"Floats p = Simd.Create({Literal(coefficients[0])});");
            foreach (float coefficient in coefficients.Skip(1))
                writer.Line($"p = Simd.MultiplyAddEstimate(p, t, Simd.Create({Literal(coefficient)}));");
            writer.Line("return x * Simd.MultiplyAddEstimate(z, p, Simd.Create(0.5f));");
        }
    }

    private static string Literal(float value) => value.ToString("G9", System.Globalization.CultureInfo.InvariantCulture) + "f";
}
