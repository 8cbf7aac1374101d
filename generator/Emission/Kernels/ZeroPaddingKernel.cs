namespace Emo.Codegen.Emission.Kernels;

/// <summary>Zeroes the cells at both ends of stored rows.</summary>
internal sealed record ZeroPaddingKernel(int Rows, int RowStride, int EndFloats) : Kernel
{
    public override string BaseName => "ZeroPadding";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Zeroes the first and last {EndFloats} floats of {Rows} rows of {RowStride}.");
        using (writer.Method("float* map, Worker worker"))
        {
            writer.Line($"int end = worker.End({Rows});");
            using var loop = writer.Block($"for (int i = worker.First({Rows}); i < end; i++)");
            writer.Line($"float* row = map + i * {RowStride};");
            writer.Line($"new Span<float>(row, {EndFloats}).Clear();");
            writer.Line($"new Span<float>(row + {RowStride - EndFloats}, {EndFloats}).Clear();");
        }
    }
}
