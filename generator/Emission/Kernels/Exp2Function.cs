namespace Emo.Codegen.Emission.Kernels;

/// <summary>2^x over a vector.</summary>
internal sealed record Exp2Function : Kernel
{
    public override string BaseName => "Exp2";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary("2^x for x clamped to [-126, 127]: 2^n by the exponent bits, 2^f for f in [-1/2, 1/2] by a polynomial (relative error 8e-8).");
        using (writer.Function("Floats x"))
        {
            writer.Lines(
                """
                x = Simd.MinNative(Simd.MaxNative(x, Simd.Create(-126f)), Simd.Create(127f));
                // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
                Floats shifted = x + Simd.Create(12582912f);
                Floats f = x - (shifted - Simd.Create(12582912f));
                Floats p = Simd.Create(0.0013276469f);
                p = Simd.MultiplyAddEstimate(p, f, Simd.Create(0.00967554096f));
                p = Simd.MultiplyAddEstimate(p, f, Simd.Create(0.0555071346f));
                p = Simd.MultiplyAddEstimate(p, f, Simd.Create(0.240221202f));
                p = Simd.MultiplyAddEstimate(p, f, Simd.Create(0.693146944f));
                p = Simd.MultiplyAddEstimate(p, f, Simd.Create(1.00000012f));
                return Simd.AsSingle(Simd.AsInt32(p) + Simd.ShiftLeft(Simd.AsInt32(shifted), 23));
                """);
        }
    }
}
