namespace Emo.Codegen.Emission.Kernels;

/// <summary>Zeroes the cells at both ends of stored rows.</summary>
internal sealed record ZeroPaddingKernel(int Rows, int RowStride, int EndFloats) : Kernel
{
    public override string BaseName => "ZeroPadding";

    public override void Emit(KernelWriter writer)
    {
        writer.Summary($"Zeroes the first and last {EndFloats} floats of {Rows} rows of {RowStride}.");
        using (writer.Method("float* map"))
        using (writer.Block($"for (int row = 0; row < {Rows}; row++, map += {RowStride})"))
        {
            writer.Line($"new Span<float>(map, {EndFloats}).Clear();");
            writer.Line($"new Span<float>(map + {RowStride - EndFloats}, {EndFloats}).Clear();");
        }
    }
}
