namespace Emo.Codegen.Emission.Kernels;

/// <summary>Channel sums of rows of cells, the first level of a mean.</summary>
internal sealed record RowSumsKernel(int Width, int CellStride) : Kernel
{
    public override string BaseName => $"SumRows{Width}x{CellStride}";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"The sum of each channel over each of some rows of {Width} cells of {CellStride}.");
        using (writer.Method("float* x, float* sums, int rows, Worker worker"))
        {
            writer.Line("int end = worker.End(rows);");
            using var row = writer.Block("for (int row = worker.First(rows); row < end; row++)");
            using var channel = writer.Block($"for (int c = 0; c < {CellStride}; c += {writer.Lanes})");
            writer.Line($"float* cell = x + row * {Width * CellStride} + c;");
            writer.Line("Floats sum = Floats.Zero;");
            using (writer.Block($"for (int i = 0; i < {Width}; i++, cell += {CellStride})"))
                writer.Line("sum += Load(cell);");
            writer.Line($"sum.Store(sums + row * {CellStride} + c);");
        }
    }
}
