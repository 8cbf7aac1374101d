namespace Emo.Codegen.Emission.Kernels;

/// <summary>Divides a vector of sums by a number of cells.</summary>
internal sealed record ScaleVectorKernel(int Floats, long Cells) : Kernel
{
    public override string BaseName => "Mean";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Sums over {Cells} cells to means.");
        using (writer.Method("float* sums"))
        using (writer.Block($"for (int c = 0; c < {Floats}; c += {writer.Lanes})"))
            writer.Line($"(Load(sums + c) / Create({Cells}f)).Store(sums + c);");
    }
}
