using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Adds channel sums of rows to a vector, in two levels: a sum a row, then the rows.</summary>
internal sealed record AccumulateKernel(int Width, int CellStride) : Kernel
{
    public override string BaseName => $"SumRows{Width}x{CellStride}";

    public override void Emit(KernelWriter writer)
    {
        int vectors = CellStride / Align.Lanes;
        writer.Summary($"Adds the sum of each channel over rows of {Width} cells of {CellStride}. A sum for each row first: one long sum would lose digits.");
        using (writer.Method("float* x, float* sums, int rows, Worker worker"))
        {
            writer.Line($"int first = worker.First({vectors}) * {Align.Lanes};");
            writer.Line($"int end = worker.End({vectors}) * {Align.Lanes};");
            using var row = writer.Block($"for (; rows > 0; rows--, x += {Width * CellStride})");
            using var channel = writer.Block($"for (int c = first; c < end; c += {writer.Lanes})");
            writer.Line("Floats sum = Floats.Zero;");
            using (writer.Block($"for (int i = 0; i < {Width}; i++)"))
                writer.Line($"sum += Load(x + i * {CellStride} + c);");
            writer.Line("(Load(sums + c) + sum).Store(sums + c);");
        }
    }
}
