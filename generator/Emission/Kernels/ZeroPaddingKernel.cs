namespace Emo.Codegen.Emission.Kernels;

/// <summary>Zeroes the cells at both ends of stored rows.</summary>
internal sealed record ZeroPaddingKernel : Driver
{
    public override string BaseName => "ZeroPadding";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary("Zeroes the first and last floats of stored rows.");
        using (writer.Method("float* map, int rows, int rowStride, int endFloats, Worker worker"))
        {
            writer.Line("int end = worker.End(rows);");
            using var loop = writer.Block("for (int i = worker.First(rows); i < end; i++)");
            writer.Line("float* row = map + i * rowStride;");
            writer.Line("new Span<float>(row, endFloats).Clear();");
            writer.Line("new Span<float>(row + rowStride - endFloats, endFloats).Clear();");
        }
    }
}
