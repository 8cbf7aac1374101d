namespace Emo.Codegen.Emission.Kernels;

/// <summary>Rows of cells to the caller's planar map.</summary>
internal sealed record PlanarOutputKernel(int Channels, int Cells, int CellStride) : Kernel
{
    public override string BaseName => $"ToPlanar{Channels}x{Cells}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"{Cells} cells of {CellStride} to {Channels} planes.");
        using (writer.Method("float* x, float* y, Worker worker"))
        {
            writer.Line($"int end = worker.End({Channels});");
            using (writer.Block($"for (int c = worker.First({Channels}); c < end; c++)"))
            using (writer.Block($"for (int i = 0; i < {Cells}; i++)"))
                writer.Line($"y[c * {Cells} + i] = x[i * {CellStride} + c];");
        }
    }
}
