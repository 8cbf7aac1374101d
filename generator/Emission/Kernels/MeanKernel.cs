namespace Emo.Codegen.Emission.Kernels;

/// <summary>The means of channels from the sums of rows: one long sum over all cells would lose digits.</summary>
internal sealed record MeanKernel(int Rows, int RowCells, int CellStride) : Kernel
{
    public override string BaseName => "Mean";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Means of {CellStride} channels, from {Rows} sums of {RowCells} cells each.");
        using (writer.Method("float* sums, float* means"))
        using (writer.Block($"for (int c = 0; c < {CellStride}; c += {writer.Lanes})"))
        {
            writer.Line("Floats sum = Floats.Zero;");
            using (writer.Block($"for (int row = 0; row < {Rows}; row++)"))
                writer.Line($"sum += Load(sums + row * {CellStride} + c);");
            writer.Line($"(sum / Create({(long)Rows * RowCells}f)).Store(means + c);");
        }
    }
}
