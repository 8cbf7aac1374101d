namespace Emo.Codegen.Emission.Kernels;

/// <summary>Rows of cells to the caller's planar map.</summary>
internal sealed record PlanarOutputKernel(int Channels, int Cells, int CellStride) : Kernel
{
    public override string BaseName => $"ToPlanar{Channels}x{Cells}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"{Cells} cells of {CellStride} to {Channels} planes.");
        using (writer.Method("float* x, float* y"))
        using (writer.Block($"for (int c = 0; c < {Channels}; c++)"))
        using (writer.Block($"for (int i = 0; i < {Cells}; i++)"))
            writer.Line($"*y++ = x[i * {CellStride} + c];");
    }
}
