namespace Emo.Codegen.Emission.Kernels;

/// <summary>2^x over a vector.</summary>
internal sealed record Exp2Function : Kernel
{
    private static readonly float[] s_coefficients = [0.0013276469f, 0.00967554096f, 0.0555071346f, 0.240221202f, 0.693146944f, 1.00000012f];

    public override string BaseName => "Exp2";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary("2^x for x clamped to [-126, 127]: 2^n by the exponent bits, 2^f for f in [-1/2, 1/2] by a polynomial (relative error 8e-8).");
        using (writer.Function("Floats x, float* constants"))
        {
            writer.Line($"x = MinNative(MaxNative(x, {writer.Constant(-126)}), {writer.Constant(127)});");
            writer.Line("// Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.");
            writer.Line($"Floats shifted = x + {writer.Constant(12582912)};");
            writer.Line($"Floats f = x - (shifted - {writer.Constant(12582912)});");
            writer.Line($"Floats p = {writer.Constant(s_coefficients[0])};");
            foreach (float coefficient in s_coefficients.Skip(1))
                writer.Line($"p = MultiplyAddEstimate(p, f, {writer.Constant(coefficient)});");
            writer.Line("return (p.AsInt32() + ShiftLeft(shifted.AsInt32(), 23)).AsSingle();");
        }
    }
}
